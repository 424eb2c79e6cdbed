using System.Diagnostics;
using System.Globalization;
using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Hubs;
using WhiteBoxLab.Web.Notebooks.Document;
using WhiteBoxLab.Web.Notebooks.Storage;

namespace WhiteBoxLab.Web.Tests;

/// <summary>The long one, by tests/idle.sh: four idle kernels, two of them in sandboxes, in labs whose threads change.</summary>
public sealed class IdleLabTests : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(5);
    private static readonly string[] Books = ["one.ipynb", "two.ipynb"];

    private readonly string folder = Directory.CreateTempSubdirectory("whiteboxlab-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact, Trait("for", "idle.sh")]
    public async Task Four_idle_kernels_live_for_ten_minutes_and_keep_their_variables()
    {
        double minutes = double.Parse(Environment.GetEnvironmentVariable("MINUTES") ?? "10", CultureInfo.InvariantCulture);
        Assert.SkipWhen(KernelSandbox.Obstacle() is not null, KernelSandbox.Obstacle() ?? "");
        await using RunningLab plain = await StartAsync("off"),
            sandboxed = await StartAsync("on");
        RunningLab[] labs = [plain, sandboxed];
        foreach (RunningLab lab in labs)
            await Task.WhenAll(Books.Select(book => RunAsync(lab, book, "a")));
        int[] before = [.. labs.SelectMany(KernelsOf)];
        for (Stopwatch idle = Stopwatch.StartNew(); idle.Elapsed < TimeSpan.FromMinutes(minutes); )
        {
            await Task.WhenAll(labs.Select(CrowdAsync));
            await Task.Delay(Pause, TestContext.Current.CancellationToken);
        }
        int[] after = [.. labs.SelectMany(KernelsOf)];
        TestContext.Current.TestOutputHelper!.WriteLine(
            FormattableString.Invariant($"{minutes} minutes; {before.Length} kernels before, {before.Except(after).Count()} of them gone.")
        );

        Assert.Empty(before.Except(after));
        foreach (RunningLab lab in labs)
            Assert.All(await Task.WhenAll(Books.Select(book => RunAsync(lab, book, "b"))), shown =>
                Assert.Contains("42", shown, StringComparison.Ordinal)
            );
    }

    // The threads of its pool retire after a second or so.
    private async Task<RunningLab> StartAsync(string sandbox)
    {
        string notebooks = Path.Combine(folder, sandbox, "notebooks");
        Directory.CreateDirectory(notebooks);
        foreach (string book in Books)
            await File.WriteAllBytesAsync(Path.Combine(notebooks, book), Written(book), TestContext.Current.CancellationToken);
        ProcessStartInfo start = Lab.StartOf(
            "--urls",
            "http://127.0.0.1:0",
            "--token",
            Lab.Token,
            "--Lab:Data",
            Path.Combine(folder, sandbox, "data"),
            "--Lab:Notebooks",
            notebooks,
            "--Lab:KernelSandbox",
            sandbox
        );
        start.Environment["DOTNET_ThreadPool_ThreadTimeoutMs"] = "1000";
        return await RunningLab.StartAsync(start);
    }

    private static byte[] Written(string book) =>
        NotebookFile.Bytes(
            new NotebookState(
                book,
                NotebookFile.NewFrame(),
                [Cell.New("a", "code", "var kept = 41; kept"), Cell.New("b", "code", "kept + 1")]
            )
        );

    // Its client leaves: nobody looks at a kernel that is idle.
    private static async Task<string> RunAsync(RunningLab lab, string book, string cell)
    {
        await using HubClient client = await HubClient.ConnectAsync(lab.Address, messagePack: true);
        await client.AskAsync<string?>("WatchNotebook", book);
        await client.DoAsync("RunInNotebook", book, new[] { cell });
        PushedCell change;
        do change = await client.CellAsync();
        while (change.Running || change.Outputs == "[]");
        return change.Outputs;
    }

    private static async Task CrowdAsync(RunningLab lab)
    {
        using HttpClient visitor = new() { BaseAddress = lab.Address };
        visitor.DefaultRequestHeaders.Authorization = new("Bearer", Lab.Token);
        await Task.WhenAll(Enumerable.Range(0, 30).Select(_ => visitor.GetStringAsync("help")));
    }

    private static IEnumerable<int> KernelsOf(RunningLab lab) =>
        Lab.AllKernels.Select(kernel => kernel.Id).Where(id => Lab.IsBelow(id, lab.Process.Id));
}
