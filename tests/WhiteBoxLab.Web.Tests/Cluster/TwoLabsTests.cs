using System.Text.Json;
using WhiteBoxLab.Web.Hubs;

namespace WhiteBoxLab.Web.Tests;

/// <summary>Two web processes on one data folder, as somebody would start them.</summary>
public sealed class TwoLabsTests : IAsyncLifetime
{
    private const string Long = """{"integrated-gradients":{"steps":1000}}""";
    private readonly string folder = Directory.CreateTempSubdirectory("whiteboxlab-").FullName;
    private RunningLab first = null!,
        second = null!; // open before a test begins

    public async ValueTask InitializeAsync()
    {
        first = await StartAsync();
        second = await StartAsync();
    }

    public async ValueTask DisposeAsync()
    {
        await first.DisposeAsync();
        await second.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_run_begun_at_one_is_seen_going_at_the_other_until_its_owner_ends()
    {
        await using HubClient here = await HubClient.ConnectAsync(first.Address, messagePack: true);
        await using HubClient there = await HubClient.ConnectAsync(second.Address, messagePack: true);
        string run = await here.AskAsync<string>("Explain", "sample:rocket", null, null, new[] { "integrated-gradients" }, Long);
        await here.ProgressAsync();
        JsonElement seen = await SeenAsync(there, run);
        await there.ProgressAsync();

        Assert.Equal(("Running", false), (seen.GetProperty("maps")[0].GetProperty("status").GetString(), IsHalted(seen)));
        Assert.False(IsHalted(await SeenAsync(here, run)));
        first.Process.Kill(); // without a word
        PushedCompletion end = await there.EndAsync();
        Assert.Equal("The server ended while it made maps. Your run is kept.", end.Halted);
        Assert.True(IsHalted(await SeenAsync(there, run)));
    }

    private Task<RunningLab> StartAsync() =>
        RunningLab.StartAsync(
            Lab.StartOf(
                "--urls",
                "http://127.0.0.1:0",
                "--token",
                Lab.Token,
                "--Lab:Data",
                Path.Combine(folder, "data"),
                "--Lab:Notebooks",
                folder,
                "--Lab:SpareKernels",
                "0",
                "--Lab:Warm",
                "false"
            )
        );

    private static async Task<JsonElement> SeenAsync(HubClient client, string run) =>
        JsonDocument.Parse((await client.AskAsync<string?>("Watch", run))!).RootElement; // there is such a run

    private static bool IsHalted(JsonElement run) =>
        run.TryGetProperty("halted", out JsonElement halted) && halted.ValueKind is JsonValueKind.String;
}
