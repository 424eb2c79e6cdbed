using System.Text.Json.Nodes;
using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Explorer;
using WhiteBoxLab.Web.Explorer.Runs;
using WhiteBoxLab.Web.Hubs;
using WhiteBoxLab.Web.Settings;

namespace WhiteBoxLab.Web.Tests;

public sealed class RunTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("whiteboxlab-").FullName;

    private static RunMap Queued(string id) =>
        new(id, "grad-cam", "Grad-CAM", "linearization", new JsonObject { ["layer"] = "x" }, RunMapStatus.Queued);

    private static Run Two =>
        new("0123456789", 1, DateTimeOffset.UnixEpoch, RunPhoto.Sample("chelsea"), "n", 282, null, 0, [Queued("a"), Queued("b")]);

    [Fact]
    public void A_run_comes_back_from_disk_as_it_was()
    {
        RunStore store = new(new LabFolders(folder, folder));
        Run run = RunEvents.Apply(Two, new MapFailed("a", "grad-cam", "No.", false, 1, 2), 0.5);

        store.Save(run);

        Run back = store.Load(run.Id)!;
        Assert.Equal(System.Text.Json.JsonSerializer.Serialize(run), System.Text.Json.JsonSerializer.Serialize(back));
        Assert.Equal([run.Id], store.Latest(5));
    }

    [Fact]
    public void A_run_that_an_earlier_lab_has_kept_is_read()
    {
        RunStore store = new(new LabFolders(folder, folder));
        store.Save(Two);
        string path = Path.Combine(folder, "runs", "0123456789.json");
        File.WriteAllText(path, File.ReadAllText(path).Replace("\"maps\":", "\"plates\":", StringComparison.Ordinal));

        Assert.Equal(["a", "b"], store.Load("0123456789")!.Maps.Select(map => map.Id));
    }

    [Theory]
    [InlineData("../0123456789")]
    [InlineData("0123456789.json")]
    [InlineData("ffffffffff")]
    public void What_is_no_run_is_not_found(string id) => Assert.Null(new RunStore(new LabFolders(folder, folder)).Load(id));

    [Theory]
    [InlineData("{ half")]
    [InlineData("{}")]
    [InlineData("[1]")]
    [InlineData("")]
    public void A_damaged_file_is_no_run(string text)
    {
        RunStore store = new(new LabFolders(folder, folder));
        store.Save(Two);
        File.WriteAllText(Path.Combine(folder, "runs", "0123456789.json"), text);

        Assert.Null(store.Load("0123456789"));
    }

    [Fact]
    public void Progress_shows_how_far_a_map_is()
    {
        Run run = RunEvents.Apply(Two, new MapProgressed("a", "grad-cam", 19, 32, "steps", 1.1, null), 1);

        Assert.Equal((19, 32, "steps", 1.1), (run.Find("a")!.Done, run.Find("a")!.Total, run.Find("a")!.Unit, run.Find("a")!.SecondsLeft));
        Assert.Equal(RunMapStatus.Queued, run.Find("b")!.Status);
    }

    [Fact]
    public void A_map_runs_from_the_moment_that_the_kernel_begins_it()
    {
        Run run = RunEvents.Apply(Two, new MapBegun("a", "grad-cam"), 0.25);

        Assert.Equal((RunMapStatus.Running, 0.25), (run.Find("a")!.Status, run.Find("a")!.BeganAfter));
        Assert.Equal(RunMapStatus.Queued, run.Find("b")!.Status);
    }

    [Theory]
    [InlineData(true, RunMapStatus.Stopped)]
    [InlineData(false, RunMapStatus.Failed)]
    public void A_map_that_will_not_come_was_stopped_or_has_failed(bool cancelled, RunMapStatus status)
    {
        Run run = RunEvents.Apply(Two, new MapFailed("a", "grad-cam", "Why.", cancelled, 3, 9), 2);

        Assert.Equal((status, "Why.", 3, 9), (run.Find("a")!.Status, run.Find("a")!.Message, run.Find("a")!.Done, run.Find("a")!.Total));
        Assert.True(run.IsGoing);
    }

    [Fact]
    public void Progress_that_comes_late_does_not_wake_a_map_that_is_over()
    {
        Run over = RunEvents.Apply(Two, new MapFailed("a", "grad-cam", "Why.", true, 3, 9), 2);

        Assert.Equal(3, RunEvents.Apply(over, new MapProgressed("a", "grad-cam", 4, 9, "steps", null, null), 3).Find("a")!.Done);
    }

    [Theory]
    [InlineData("cat", "cat")]
    [InlineData("tiger", "tiger cat")]
    [InlineData("2", "tabby, tabby cat")]
    [InlineData("shire", "Cheshire")]
    public void A_class_is_found_by_words_and_by_number(string text, string first) =>
        Assert.Equal(first, ClassName.Find(["tiger cat", "cat", "tabby, tabby cat", "Cheshire"], text)[0].Label);

    [Fact]
    public void A_class_that_begins_with_the_text_comes_first() =>
        Assert.Equal(
            ["cat", "tiger cat", "tabby, tabby cat"],
            ClassName.Find(["tiger cat", "dog", "cat", "tabby, tabby cat"], "cat").Select(name => name.Label)
        );

    [Theory]
    [InlineData("integer", "64", null)]
    [InlineData("integer", "1,5", "A whole number is needed.")]
    [InlineData("number", "0,5", null)]
    [InlineData("number", "x", "A number is needed.")]
    [InlineData("integer", "0", "1 to 1000.")]
    public void A_number_that_somebody_types_is_read_or_refused_with_a_sentence(string type, string text, string? problem)
    {
        OptionCard option = new("steps", type, null, type == "integer" ? 1 : 0, type == "integer" ? 1000 : 1, null, "");

        Assert.Equal(problem is null, OptionNumber.Parse(option, text, out _, out string? said));
        Assert.Equal(problem, said);
    }

    [Fact]
    public void Maps_wait_in_the_order_and_at_the_price_that_the_kernel_tells_and_others_keep_their_places()
    {
        Run four = Two with { Maps = [Queued("a"), Queued("b"), Queued("c"), Queued("d")] };

        Run run = RunEvents.Apply(
            four,
            new MapsQueued([new QueuedMap("d", 1, 0), new QueuedMap("gone", 1, 0), new QueuedMap("a", 52, 50), new QueuedMap("c", 60, 50)]),
            0
        );

        Assert.Equal(["d", "b", "a", "c"], run.Maps.Select(map => map.Id));
        Assert.Equal([new PassEstimate(1, 0), null, new PassEstimate(52, 50), new PassEstimate(60, 50)], run.Maps.Select(map => map.Cost));
    }

    [Fact]
    public void The_values_of_an_npy_file_follow_its_header()
    {
        byte[] header = [0x93, .. "NUMPY"u8, 1, 0, 4, 0, .. "{} \n"u8];

        Assert.Equal([1, 2, 3, 4], Npy.ValuesOf([.. header, 1, 2, 3, 4]));
        Assert.Empty(Npy.ValuesOf("text"u8));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
