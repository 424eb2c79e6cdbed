using WhiteBoxLab.Web.Hosting;

namespace WhiteBoxLab.Web.Tests;

public sealed class HouseTests
{
    [Theory]
    [InlineData("TorchSharp")]
    [InlineData("libtorch")]
    [InlineData("SkiaSharp")]
    [InlineData("Microsoft.CodeAnalysis.CSharp")]
    public void The_web_process_depends_on_nothing_that_runs_networks_or_code(string package)
    {
        string dependencies = File.ReadAllText(Path.Combine(Repository.WebFolder, "WhiteBoxLab.Web.deps.json"));

        Assert.DoesNotContain(package, dependencies, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task Files_of_the_repositorys_wwwroot_are_served_with_their_content()
    {
        await using Microsoft.AspNetCore.Builder.WebApplication app = LabApp.Build([
            "--urls",
            "http://127.0.0.1:0",
            "--Lab:Data",
            Directory.CreateTempSubdirectory().FullName,
            "--Lab:Kernel",
            "/none",
        ]);
        await app.StartAsync(TestContext.Current.CancellationToken);
        using HttpClient client = new() { BaseAddress = new Uri(app.Urls.First()) };

        foreach (
            string file in new[] { "css/lab.css", "dist/viewer.js", "fonts/ibm-plex-sans-latin-wght-normal.woff2", "photos/chelsea.png" }
        )
            Assert.Equal(
                new FileInfo(Repository.Path(["wwwroot", .. file.Split('/')])).Length,
                (await client.GetByteArrayAsync(file, TestContext.Current.CancellationToken)).Length
            );

        await app.StopAsync(TestContext.Current.CancellationToken);
    }

    [Fact]
    public void What_the_browser_loads_names_no_foreign_host()
    {
        foreach (string file in Directory.EnumerateFiles(Repository.Path("wwwroot"), "*.css", SearchOption.AllDirectories))
            Assert.DoesNotContain("url(http", File.ReadAllText(file), StringComparison.OrdinalIgnoreCase);
    }
}
