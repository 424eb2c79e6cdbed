using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace WhiteBoxLab.Web.Tests;

public sealed partial class PublishedLabTests(PublishedLab lab) : IClassFixture<PublishedLab>
{
    private const string Token = "a-token-of-one's-own";

    private static readonly string[] Service = File.ReadAllLines(Repository.Path("deploy", "whiteboxlab.service"));

    [Fact]
    public async Task Started_as_in_the_container_it_makes_a_map()
    {
        string[] entry = JsonSerializer.Deserialize<string[]>(lab.File.Single("ENTRYPOINT"))!;
        ProcessStartInfo start = Starting(lab.File.Single("WORKDIR"), lab.File.Single("ENV"), entry[0], entry[1..]);
        start.Environment["Lab__Token"] = Token;
        await using RunningLab running = await RunningLab.StartAsync(start);

        await MakesAMapAsync(running, Token);
        Assert.True(Directory.Exists(lab.At("data/artifacts")));
        Assert.NotEmpty(Directory.GetFiles(lab.At("data/notebooks"), "*.ipynb"));
    }

    [Fact]
    public async Task Started_as_the_service_does_it_draws_a_token_for_this_machine_and_makes_a_map()
    {
        string script = $"{Of("ExecStartPre")}\nexec {Of("ExecStart")}";
        ProcessStartInfo start = Starting(Of("WorkingDirectory"), Of("Environment"), "/bin/sh", "-ec", script);
        Directory.CreateDirectory(start.WorkingDirectory);
        await using RunningLab running = await RunningLab.StartAsync(start);

        Assert.Contains("for this machine only", running.Greeting, StringComparison.Ordinal);
        await MakesAMapAsync(running, DrawnToken().Match(running.Greeting).Groups[1].Value);
        Assert.NotEmpty(Directory.GetFiles(lab.At("state/whiteboxlab/notebooks"), "*.ipynb"));
    }

    [Fact]
    public void It_holds_native_code_of_this_system_alone() =>
        Assert.Single(Directory.GetFiles(Path.Combine(lab.App, "kernel"), "*LibTorchSharp*", SearchOption.AllDirectories));

    private static async Task MakesAMapAsync(RunningLab running, string token)
    {
        await using HubClient client = await HubClient.ConnectAsync(running.Address, messagePack: true, token);
        await client.ExplainAsync("sample:chelsea", 282, "grad-cam");
        await client.EndAsync();

        Assert.Equal(("tiger cat", 7 * 7 * 4), (client.Maps.Single().Label, client.Maps.Single().Values.Length));
    }

    // On a port that is free.
    private ProcessStartInfo Starting(string where, string variables, string program, params string[] words)
    {
        ProcessStartInfo start = new(program, words.Select(Here)) { WorkingDirectory = Here(where) };
        foreach (string[] pair in variables.Split(' ').Select(one => one.Split('=', 2)))
            start.Environment[pair[0]] = Here(pair[1]);
        start.Environment["Lab__Warm"] = "false"; // a map by each method in advance is not what is asked here
        return start;
    }

    private string Here(string text) => lab.Here(text).Replace(":5080", ":0", StringComparison.Ordinal);

    // What the service says under a key; lines of the same key are one.
    private static string Of(string key) =>
        string.Join(' ', Service.Where(line => line.StartsWith($"{key}=", StringComparison.Ordinal)).Select(line => line.Split('=', 2)[1]));

    [GeneratedRegex(@"\?token=(\w+)")]
    private static partial Regex DrawnToken();
}
