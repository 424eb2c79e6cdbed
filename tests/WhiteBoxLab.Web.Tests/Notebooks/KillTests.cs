using System.Collections.Concurrent;
using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using WhiteBoxLab.Web.Notebooks.Document;
using WhiteBoxLab.Web.Notebooks.Document.Operations;
using WhiteBoxLab.Web.Notebooks.Storage;

namespace WhiteBoxLab.Web.Tests;

/// <summary>
/// The web process is killed while somebody types and a cell runs. As many rounds as the variable WHITEBOXLAB_KILLS says, 5 without it.
/// </summary>
public sealed class KillTests
{
    private static readonly int Rounds = int.Parse(
        Environment.GetEnvironmentVariable("WHITEBOXLAB_KILLS") ?? "5",
        CultureInfo.InvariantCulture
    );
    private static readonly string[] Typed = ["a", "b", "c"];

    [Fact]
    public async Task No_kill_loses_an_acknowledged_edit_or_leaves_a_process_behind()
    {
        await using Lab lab = new();
        await lab.InitializeAsync();
        await File.WriteAllBytesAsync(
            Path.Combine(lab.Notebooks, "typed.ipynb"),
            NotebookFile.Bytes(
                new NotebookState(
                    "typed.ipynb",
                    NotebookFile.NewFrame(),
                    [
                        .. Typed.Select(id => Cell.New(id, "code", "")),
                        Cell.New("run", "code", "for (int i = 0; i < 600; i++) { Console.WriteLine(i); await Task.Delay(10); }"),
                    ]
                )
            ),
            TestContext.Current.CancellationToken
        );
        Random random = new(20261124);
        Typist typist = new();
        int acknowledged = 0,
            unsaved = 0;
        for (int round = 0; round < Rounds; round++)
        {
            await using (HubClient client = await HubClient.ConnectAsync(lab.Address, messagePack: true))
            {
                typist.Compare(await client.AskAsync<string?>("WatchNotebook", "typed.ipynb"));
                if (round % 2 == 0)
                    await client.DoAsync("RunInNotebook", "typed.ipynb", new[] { "run" });
                Task typing = typist.TypeAsync(client, random.Next());
                await Task.Delay(random.Next(20, 2500), TestContext.Current.CancellationToken); // the moment of the kill is what is tested
                unsaved += typist.DiffersFrom(
                    await File.ReadAllTextAsync(Path.Combine(lab.Notebooks, "typed.ipynb"), TestContext.Current.CancellationToken)
                )
                    ? 1
                    : 0;
                int[] kernels = [.. lab.Kernels.Select(kernel => kernel.Id)];
                await lab.RestartAsync();
                await typing;
                await GoneAsync(kernels);
            }
            acknowledged += typist.TakeCount();
        }
        await using HubClient last = await HubClient.ConnectAsync(lab.Address, messagePack: true);
        typist.Compare(await last.AskAsync<string?>("WatchNotebook", "typed.ipynb"));
        TestContext.Current.TestOutputHelper!.WriteLine(
            $"{Rounds} kills, {unsaved} of them with edits that no file had; {acknowledged} edits were acknowledged, none was "
                + $"lost, no process was left."
        );
        Assert.True(acknowledged > Rounds * 5, $"Only {acknowledged} edits were acknowledged: nothing was tested.");
        Assert.True(Rounds < 5 || unsaved > 0, "Every kill came after a save: nothing was tested.");
    }

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

    /// <summary>Types into cells, one edit after the other's acknowledgement, and knows what must be there.</summary>
    private sealed class Typist
    {
        private readonly ConcurrentDictionary<string, string> known = new(Typed.ToDictionary(id => id, _ => "")),
            sent = new();
        private int count;

        public async Task TypeAsync(HubClient client, int seed)
        {
            Random random = new(seed);
            try
            {
                while (true)
                {
                    string cell = Typed[random.Next(Typed.Length)],
                        text = known[cell] + (char)('a' + random.Next(26)) + (random.Next(9) == 0 ? "\n" : "");
                    sent[cell] = text;
                    await client.DoAsync("DoInNotebook", "typed.ipynb", NotebookJson.Write(new NotebookOperation.Edit(cell, text)));
                    known[cell] = text;
                    Interlocked.Increment(ref count);
                }
            }
            catch (Exception problem) when (problem is not ArgumentException)
            {
                // The line is cut: the lab was killed.
            }
        }

        public int TakeCount() => Interlocked.Exchange(ref count, 0);

        public bool DiffersFrom(string file) => Sources(file) is { } sources && Typed.Any(cell => sources[cell] != known[cell]);

        // What was acknowledged, or what was sent after it and cut off.
        public void Compare(string? json)
        {
            Dictionary<string, string> sources = Sources(json!); // the notebook exists
            foreach (string cell in Typed)
            {
                Assert.True(
                    sources[cell] == known[cell] || sources[cell] == sent.GetValueOrDefault(cell),
                    $"Cell {cell} is '{sources[cell]}', acknowledged was '{known[cell]}'."
                );
                known[cell] = sources[cell];
            }
        }

        private static Dictionary<string, string> Sources(string json) =>
            JsonNode.Parse(json)!["cells"]!
                .AsArray()
                .ToDictionary(cell => cell!["id"]!.GetValue<string>(), cell => JsonText.Of(cell!["source"]) ?? "");
    }
}
