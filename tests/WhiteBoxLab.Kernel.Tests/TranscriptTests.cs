using System.Diagnostics;
using System.Text.Json.Nodes;
using WhiteBoxLab.Protocol;
using Xunit;

namespace WhiteBoxLab.Kernel.Tests;

/// <summary>
/// Conversations that were recorded with .NET Interactive, held again with this kernel. What may differ is stated in
/// <see cref="TranscriptRules"/>, and nothing else.
/// </summary>
public sealed class TranscriptTests : IDisposable
{
    private static readonly Dictionary<string, JsonObject> Recorded = File.ReadLines(
            Path.Combine(AppContext.BaseDirectory, "transcripts.jsonl")
        )
        .Select(line => (JsonObject)JsonNode.Parse(line)!)
        .ToDictionary(one => (string)one["name"]!);

    private readonly string folder = Directory.CreateTempSubdirectory("wbl-transcript-").FullName;

    public static TheoryData<string> Names => [.. Recorded.Keys];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_recorded_conversation_goes_the_same_way(string name)
    {
        JsonObject scenario = Recorded[name];
        string[] input = scenario["flags"]!.AsArray().Count > 0 ? ["--input"] : [];
        KernelStart start = KernelStart.Serve(
            AppContext.BaseDirectory,
            folder,
            ["--kernel-host", "peer", "--working-dir", folder, .. input]
        );
        using Process kernel = Process.Start(
            new ProcessStartInfo(start.FileName, start.Arguments) { RedirectStandardInput = true, RedirectStandardOutput = true }
        )!;
        TranscriptRules rules = new(name);
        List<string> said = [];
        bool ready = false;
        foreach (JsonNode? step in scenario["io"]!.AsArray())
        {
            (string way, string line) = ((string)step![0]!, (string)step[1]!);
            if (!ready && !line.Contains(nameof(KernelReady), StringComparison.Ordinal))
                await kernel.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken);
            ready = true;
            if (way == ">")
            {
                await kernel.StandardInput.WriteLineAsync(line);
                await kernel.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
            }
            else if (rules.Of(line) is { } expected)
            {
                await ExpectAsync(kernel, rules, expected, said);
            }
        }
        kernel.StandardInput.Close();
        await kernel
            .WaitForExitAsync(TestContext.Current.CancellationToken)
            .WaitAsync(Patience.Long, TestContext.Current.CancellationToken);
        Assert.Equal(0, kernel.ExitCode);
    }

    // The order holds within a command, not between commands: what another one says meanwhile is kept for its turn.
    private static async Task ExpectAsync(Process kernel, TranscriptRules rules, Said expected, List<string> said)
    {
        while (true)
        {
            if (said.Select(rules.Of).FirstOrDefault(one => one is not null && rules.IsSameCommand(one, expected)) is { } actual)
            {
                said.RemoveAt(said.FindIndex(line => rules.Of(line) is { } one && rules.IsSameCommand(one, expected)));
                Assert.Equal(expected.Content, actual.Content);
                return;
            }
            string? line = await kernel
                .StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken)
                .AsTask()
                .WaitAsync(Patience.Long, TestContext.Current.CancellationToken);
            Assert.True(line is not null, $"The kernel ended, and should have said: {expected}");
            said.Add(line);
        }
    }
}
