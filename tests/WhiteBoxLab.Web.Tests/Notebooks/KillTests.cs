using System.Diagnostics;
using System.Globalization;
using WhiteBoxLab.Web.Notebooks.Document;
using WhiteBoxLab.Web.Notebooks.Storage;

namespace WhiteBoxLab.Web.Tests;

/// <summary>The web process is killed while four clients type and a cell runs.</summary>
public sealed class KillTests
{
    private static readonly string[] Books = ["typed-1.ipynb", "typed-2.ipynb"];

    [Fact]
    public Task No_kill_loses_an_acknowledged_edit_or_leaves_a_process_behind() => KillAsync(5);

    /// <summary>The long one, by tests/kills.sh.</summary>
    [Fact, Trait("for", "kills.sh")]
    public Task Nor_does_one_of_a_hundred() =>
        KillAsync(int.Parse(Environment.GetEnvironmentVariable("KILLS") ?? "100", CultureInfo.InvariantCulture));

    private static async Task KillAsync(int rounds)
    {
        await using Lab lab = new();
        await lab.InitializeAsync();
        foreach (string book in Books)
            await File.WriteAllBytesAsync(FileOf(lab, book), Written(book), TestContext.Current.CancellationToken);
        Random random = new(20261124);
        Typist[] typists = [.. Enumerable.Range(0, 4).Select(i => new Typist(Books[i / 2], i % 2 == 0 ? ["a", "b"] : ["c", "d"]))];
        int acknowledged = 0,
            unsaved = 0;
        for (int round = 0; round < rounds; round++)
        {
            unsaved += await TypeUntilKilledAsync(lab, typists, random, runs: round % 4 == 0) ? 1 : 0;
            acknowledged += typists.Sum(typist => typist.TakeCount());
            if (round % 10 == 9)
                TestContext.Current.SendDiagnosticMessage($"{round + 1} kills, {acknowledged} edits acknowledged, none lost");
        }
        foreach (Typist typist in typists)
            await (await typist.OpenAsync(lab)).DisposeAsync();
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{rounds} kills, {unsaved} of them with edits that no file had; {acknowledged} edits were acknowledged, none was "
                + $"lost, every notebook opened, no process was left."
        );
        Assert.True(acknowledged > rounds * 5, $"Only {acknowledged} edits were acknowledged: nothing was tested.");
        Assert.True(unsaved > 0, "Every kill came after a save: nothing was tested.");
    }

    // Whether something that was acknowledged stood in no file when the kill came.
    private static async Task<bool> TypeUntilKilledAsync(Lab lab, Typist[] typists, Random random, bool runs)
    {
        HubClient[] clients = [.. await Task.WhenAll(typists.Select(typist => typist.OpenAsync(lab)))];
        if (runs)
            await clients[0].DoAsync("RunInNotebook", Books[0], new[] { "run" });
        Task[] typing = [.. typists.Select((typist, i) => typist.TypeAsync(clients[i], random.Next()))];
        await Task.Delay(random.Next(20, 2500), TestContext.Current.CancellationToken); // the moment of the kill is what is tested
        int[] kernels = [.. lab.Kernels.Select(kernel => kernel.Id)];
        bool unsaved = false;
        await lab.RestartAsync(async () =>
        {
            await Task.WhenAll(typing);
            unsaved = Array.Exists(typists, typist => typist.DiffersFrom(File.ReadAllBytes(FileOf(lab, typist.Book))));
            await GoneAsync(kernels);
        });
        foreach (HubClient client in clients)
            await client.DisposeAsync();
        return unsaved;
    }

    private static string FileOf(Lab lab, string book) => Path.Combine(lab.Notebooks, book);

    private static byte[] Written(string book) =>
        NotebookFile.Bytes(
            new NotebookState(
                book,
                NotebookFile.NewFrame(),
                [
                    .. new[] { "a", "b", "c", "d" }.Select(id => Cell.New(id, id == "b" ? "markdown" : "code", "")),
                    Cell.New(
                        "run",
                        "code",
                        "for (int i = 0; i < 600; i++) { Console.WriteLine(\"\\U0001F600\" + i); await Task.Delay(10); }"
                    ),
                ]
            )
        );

    // A kernel ends by itself when its parent's pipe closes.
    private static async Task GoneAsync(int[] kernels)
    {
        Stopwatch patience = Stopwatch.StartNew();
        while (kernels.Where(IsAlive).ToArray() is { Length: > 0 } left)
        {
            Assert.True(patience.Elapsed < Patience.Long, $"Kernel {left[0]} outlived its lab.");
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
    }

    private static bool IsAlive(int id)
    {
        try
        {
            string stat = File.ReadAllText($"/proc/{id}/stat");
            return stat[stat.LastIndexOf(')') + 2] is not 'Z'
                && File.ReadAllText($"/proc/{id}/cmdline").Contains("WhiteBoxLab.Kernel", StringComparison.Ordinal);
        }
        catch (IOException)
        {
            return false;
        }
    }
}
