using Bunit;
using WhiteBoxLab.Web.Explorer;
using WhiteBoxLab.Web.Explorer.Runs;

namespace WhiteBoxLab.Web.Tests;

public sealed class TimeLineTests : PageTests
{
    [Fact]
    public void A_run_of_25_maps_is_one_line_and_one_bar()
    {
        IRenderedComponent<TimeLine> line = Show(Going(25), seconds: 3, left: 4.2);

        Assert.StartsWith("3 of 25 done, about 4.2 s left", Text(line, ".tl .row"), StringComparison.Ordinal);
        Assert.Contains("Method 3, step 5 of 32", Text(line, ".tl .row"), StringComparison.Ordinal);
        Assert.Equal(4, line.FindAll(".gantt i").Count);
        Assert.Equal("3", line.Find("[role=progressbar]").GetAttribute("aria-valuenow"));
        Assert.Empty(line.FindAll(".lane-name"));
    }

    [Fact]
    public void The_times_of_all_maps_are_shown_where_somebody_asks_for_them()
    {
        IRenderedComponent<TimeLine> line = Show(Going(25), seconds: 3, left: null);
        line.Find(".tl-more").Click();

        Assert.Equal("true", line.Find(".tl-more").GetAttribute("aria-expanded"));
        Assert.Equal(25, line.FindAll(".lane-name").Count);
    }

    [Fact]
    public void While_a_run_goes_on_only_what_runs_is_drawn_anew()
    {
        IRenderedComponent<TimeLine> line = Show(Going(25), seconds: 3, left: 4.2);
        string[] before = Places(line);
        line.Render(parameters => parameters.Add(one => one.Seconds, 5));

        Assert.Equal(before[..3], Places(line)[..3]);
        Assert.NotEqual(before[3], Places(line)[3]);
    }

    private IRenderedComponent<TimeLine> Show(Run run, double seconds, double? left) =>
        Context.Render<TimeLine>(line => line.Add(one => one.Run, run).Add(one => one.Seconds, seconds).Add(one => one.Left, left));

    private static string Text(IRenderedComponent<TimeLine> line, string selector) =>
        string.Join(' ', line.Find(selector).TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string[] Places(IRenderedComponent<TimeLine> line) =>
        [.. line.FindAll(".gantt i").Select(piece => piece.GetAttribute("style") ?? "")];

    // Three maps are there, the fourth is being made, the others wait.
    private static Run Going(int count) =>
        new(
            "run",
            1,
            DateTimeOffset.UnixEpoch,
            RunPhoto.Sample("chelsea"),
            "tiny",
            null,
            null,
            0,
            [.. Enumerable.Range(0, count).Select(Map)]
        );

    private static RunMap Map(int i) =>
        i switch
        {
            < 3 => New(i, RunMapStatus.Done) with { BeganAfter = i * 0.5, EndedAfter = (i * 0.5) + 0.4 },
            3 => New(i, RunMapStatus.Running) with { BeganAfter = 1.5, Done = 5, Total = 32, Unit = "steps" },
            _ => New(i, RunMapStatus.Queued),
        };

    private static RunMap New(int i, RunMapStatus status) => new($"{i}", "saliency", $"Method {i}", "control", null, status);
}
