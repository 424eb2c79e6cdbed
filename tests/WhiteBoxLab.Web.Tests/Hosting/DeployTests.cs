using System.Diagnostics;
using System.Text.RegularExpressions;

namespace WhiteBoxLab.Web.Tests;

/// <summary>What is there to run the published lab by: that it agrees with the Dockerfile, and names no token.</summary>
public sealed partial class DeployTests
{
    private static readonly string Service = Repository.Path("deploy", "whiteboxlab.service");

    [Fact]
    public async Task The_service_is_one_that_systemd_takes()
    {
        Assert.SkipUnless(File.Exists("/usr/bin/systemd-analyze"), "It needs systemd-analyze.");
        ProcessStartInfo start = new("systemd-analyze", ["verify", Service]) { RedirectStandardError = true };
        using Process verify = Process.Start(start)!;
        string complaints = await verify.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await verify.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal((0, ""), (verify.ExitCode, complaints));
    }

    [Fact]
    public void Nobody_shares_a_token()
    {
        Assert.DoesNotMatch(@"(?m)^[^#\n]*Token", File.ReadAllText(Service));
        Assert.Matches(@"Lab__Token: \$\{LAB_TOKEN:\?[^}]+\}\n", File.ReadAllText(Repository.Path("compose.yaml")));
        Assert.DoesNotContain("Token", ContainerFile.Read().Single("ENV"), StringComparison.Ordinal);
    }

    [Fact]
    public void The_compose_file_opens_the_port_and_keeps_the_folder_of_the_container()
    {
        ContainerFile container = ContainerFile.Read();
        string compose = File.ReadAllText(Repository.Path("compose.yaml"));

        Assert.Contains($"- \"5080:{container.Single("EXPOSE")}\"\n", compose, StringComparison.Ordinal);
        Assert.Contains($"- data:{container.Single("VOLUME")}\n", compose, StringComparison.Ordinal);
    }

    [Fact]
    public void The_readme_publishes_as_the_container_does()
    {
        string inContainer = ContainerFile.Read().Build.Last(step => step.Word == "RUN").Rest;
        string published = Publish().Match(File.ReadAllText(Repository.Path("README.md"))).Value;

        Assert.Equal(
            inContainer.Replace(" -p:Accelerator=${ACCELERATOR}", "", StringComparison.Ordinal),
            published.Replace("-o whiteboxlab", "-o /app", StringComparison.Ordinal)
        );
    }

    [GeneratedRegex("^dotnet publish .*$", RegexOptions.Multiline)]
    private static partial Regex Publish();
}
