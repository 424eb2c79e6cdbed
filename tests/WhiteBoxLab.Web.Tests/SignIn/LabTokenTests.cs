using Microsoft.Extensions.Configuration;
using WhiteBoxLab.Web.Settings;
using WhiteBoxLab.Web.SignIn;

namespace WhiteBoxLab.Web.Tests;

public sealed class LabTokenTests
{
    [Fact]
    public void On_the_loopback_a_token_is_drawn_anew_at_every_start()
    {
        LabToken one = LabToken.From(Settings(), loopbackOnly: true),
            other = LabToken.From(Settings(), loopbackOnly: true);

        Assert.NotEqual(one.Value, other.Value);
        Assert.Equal(40, one.Value.Length);
    }

    [Fact]
    public void Only_the_token_itself_matches()
    {
        LabToken token = new("correct horse", Chosen: true);

        Assert.True(token.Matches("correct horse"));
        Assert.False(token.Matches("correct hors"));
        Assert.False(token.Matches("correct horsey"));
        Assert.False(token.Matches(""));
        Assert.False(token.Matches(null));
    }

    [Fact]
    public void Where_others_can_reach_the_lab_somebody_must_choose_a_token()
    {
        LabCannotOpenException problem = Assert.Throws<LabCannotOpenException>(() => LabToken.From(Settings(), loopbackOnly: false));

        Assert.Equal(
            "--urls names an address that other machines can reach, and no token was chosen. "
                + "Add --token with at least 8 characters (or the settings Lab:Token or Lab:TokenFile), or leave --urls out: "
                + "then the lab is open for this machine only.",
            problem.Message
        );
    }

    [Theory]
    [InlineData("token")]
    [InlineData("password")]
    [InlineData("Lab:Token")]
    public void A_token_can_be_chosen(string setting) =>
        Assert.Equal(new LabToken("long enough", Chosen: true), LabToken.From(Settings((setting, "long enough")), loopbackOnly: false));

    [Fact]
    public void A_token_can_stand_in_a_file_that_nobody_else_reads()
    {
        string file = Path.GetTempFileName();
        File.WriteAllText(file, "  long enough \n");

        Assert.Equal(new LabToken("long enough", Chosen: true), LabToken.From(Settings(("Lab:TokenFile", file)), loopbackOnly: false));
        Assert.Equal(
            new LabToken("of the line", Chosen: true),
            LabToken.From(Settings(("Lab:TokenFile", file), ("token", "of the line")), loopbackOnly: false)
        );
        File.Delete(file);
        Assert.StartsWith(
            $"Lab:TokenFile is '{file}', which cannot be read: ",
            Assert.Throws<LabCannotOpenException>(() => Settings(("Lab:TokenFile", file))).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_short_token_is_refused()
    {
        LabCannotOpenException problem = Assert.Throws<LabCannotOpenException>(() =>
            LabToken.From(Settings(("token", "short")), loopbackOnly: true)
        );

        Assert.StartsWith("The token has 5 characters; at least 8 are needed.", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_app_says_so_and_exits_with_2_when_it_would_be_open_to_others_without_a_token()
    {
        System.Diagnostics.ProcessStartInfo start = Lab.StartOf("--urls", "http://0.0.0.0:0");
        start.RedirectStandardError = true;
        using System.Diagnostics.Process process = System.Diagnostics.Process.Start(start)!;

        string said = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.Equal(2, process.ExitCode);
        Assert.StartsWith("--urls names an address that other machines can reach", said, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", said, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("http://127.0.0.1:5080", true)]
    [InlineData("http://localhost:5080", true)]
    [InlineData("http://[::1]:5080", true)]
    [InlineData("http://0.0.0.0:5080", false)]
    [InlineData("http://*:5080", false)]
    [InlineData("http://127.0.0.1:5080;http://192.168.1.2:5080", false)]
    public void It_is_known_which_addresses_are_this_machines_own(string urls, bool own) =>
        Assert.Equal(own, LabAddresses.From(Configured(("urls", urls))).LoopbackOnly);

    private static LabSettings Settings(params (string Key, string Value)[] values) => LabSettings.From(Configured(values));

    private static IConfigurationRoot Configured(params (string Key, string Value)[] values) =>
        new ConfigurationBuilder().AddInMemoryCollection(values.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value))).Build();
}
