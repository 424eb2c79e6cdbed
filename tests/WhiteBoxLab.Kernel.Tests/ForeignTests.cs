using System.Text.Json.Nodes;
using WhiteBoxLab.Protocol;
using Xunit;

namespace WhiteBoxLab.Kernel.Tests;

/// <summary>
/// .NET Interactive's own kernel in the place of ours: its recorded side of conversations, said again by a script, and, where the variable
/// WHITEBOXLAB_DOTNET_INTERACTIVE names it, the real one.
/// </summary>
public sealed class ForeignTests : IDisposable
{
    private static readonly Dictionary<string, JsonObject> Recorded = File.ReadLines(
            Path.Combine(AppContext.BaseDirectory, "transcripts.jsonl")
        )
        .Select(line => (JsonObject)JsonNode.Parse(line)!)
        .ToDictionary(one => (string)one["name"]!);

    private readonly string folder = Directory.CreateTempSubdirectory("wbl-foreign-").FullName;

    public static TheoryData<string> Names =>
        [.. Recorded.Where(one => one.Key != "quit" && Steps(one.Value).All(IsPlain)).Select(one => one.Key)];

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_client_follows_a_recorded_conversation(string name)
    {
        (string Way, string Line)[] steps = [.. Steps(Recorded[name])];
        await using KernelProcess kernel = Start(steps);
        await kernel.Ready.WaitAsync(Patience.Long, TestContext.Current.CancellationToken);
        Dictionary<string, Event> ends = steps
            .Where(step => step.Way == "<")
            .Select(step => ((EventLine)Wire.Read(step.Line)).Envelope)
            .Where(one => one.Event is CommandSucceeded or CommandFailed && one.Command is not null)
            .ToDictionary(one => one.Command!.Token, one => one.Event);

        Task<CommandResult>[] running =
        [
            .. steps
                .Where(step => step.Way == ">")
                .Select(step => ((CommandLine)Wire.Read(step.Line)).Envelope)
                .Where(one => ends.ContainsKey(one.Token))
                .Select(one => kernel.RunAsync(one)),
        ];
        CommandResult[] results = await Task.WhenAll(running).WaitAsync(Patience.Long, TestContext.Current.CancellationToken);

        Assert.NotEmpty(results);
        Assert.Equal(
            ends.Values.OfType<CommandFailed>().Select(failed => failed.Message).Order(StringComparer.Ordinal),
            results.Where(result => !result.Succeeded).Select(result => result.Message).Order(StringComparer.Ordinal)
        );
        Assert.Equal(0, kernel.StrayLines);
    }

    [Fact]
    public async Task Its_updates_find_what_they_update_and_its_hidden_command_ends_nothing()
    {
        CommandEnvelope cell = new("k0", new SubmitCode("display(1)"), []),
            hidden = new("k0.1", new SubmitCode("using"), []);
        EventEnvelope Shown(string id) => new(new DisplayedValueProduced([new FormattedValue("text/plain", "1")], id), cell, []);
        EventEnvelope Updated(string id) => new(new DisplayedValueUpdated([new FormattedValue("text/plain", "2")], id), cell, []);
        await using KernelProcess kernel = Start(
            ("<", Ready),
            (">", ""),
            ("<", "a line that is no message"),
            ("<", Wire.Write(new EventEnvelope(new CodeSubmissionReceived("using"), hidden, []))),
            ("<", Wire.Write(Shown("a"))),
            ("<", Wire.Write(Updated("x"))),
            ("<", Wire.Write(Shown("b"))),
            ("<", Wire.Write(Updated("y"))),
            ("<", Wire.Write(Updated("x"))),
            ("<", Wire.Write(Updated("b"))),
            ("<", Wire.Write(new EventEnvelope(new CommandSucceeded(), cell, [])))
        );
        await kernel.Ready.WaitAsync(Patience.Long, TestContext.Current.CancellationToken);
        List<Event> events = [];
        CommandResult result = await kernel
            .RunAsync(cell, events.Add, TestContext.Current.CancellationToken)
            .WaitAsync(Patience.Long, TestContext.Current.CancellationToken);

        Assert.True(result.Succeeded);
        Assert.Equal(["a", "b", "a", "b"], events.OfType<DisplayedValueUpdated>().Select(update => update.ValueId));
        Assert.Equal("a line that is no message", Assert.Single(kernel.LastStrayLines));
    }

    [Fact]
    public async Task Its_question_about_kernels_is_answered_and_commands_it_would_drop_are_not_sent()
    {
        CommandEnvelope question = new("q.1", new RequestKernelInfo { DestinationUri = "kernel://vscode" }, []);
        await using KernelProcess kernel = Start(
            ("<", Ready),
            ("<", Wire.Write(question)),
            (">", "an answer"),
            (
                "<",
                Wire.Write(
                    new EventEnvelope(
                        new KernelInfoProduced(new KernelInfo([], null, null, false, false, "told", "told", null, null, null, [])),
                        null,
                        []
                    )
                )
            )
        );
        TaskCompletionSource told = new();
        kernel.EventReceived += one =>
        {
            if (one.Event is KernelInfoProduced)
                told.TrySetResult();
        };
        await kernel.Ready.WaitAsync(Patience.Long, TestContext.Current.CancellationToken);

        await told.Task.WaitAsync(Patience.Long, TestContext.Current.CancellationToken);
        Assert.Equal(
            "This notebook's kernel is not the lab's own, and does not answer ShareThreads.",
            (await kernel.RunAsync(new ShareThreads(2), null, TestContext.Current.CancellationToken)).Message
        );
    }

    [Fact]
    public async Task The_real_one_runs_cells_and_quits()
    {
        string? command = Environment.GetEnvironmentVariable("WHITEBOXLAB_DOTNET_INTERACTIVE");
        Assert.SkipWhen(
            string.IsNullOrEmpty(command),
            "WHITEBOXLAB_DOTNET_INTERACTIVE names no .NET Interactive, such as 'dotnet-interactive [vscode] stdio'."
        );
        KernelProcess kernel = KernelProcess.Start(KernelStart.Foreign(command!, folder));
        await kernel.Ready.WaitAsync(Patience.Long, TestContext.Current.CancellationToken);
        Answer shown = await ServedKernel.AskAsync(kernel, new SubmitCode("Console.Write(5); var d = display(1); d.Update(2); 1 + 1"));
        Answer failed = await ServedKernel.AskAsync(kernel, new SubmitCode("throw new Exception(\"no\");"));
        Answer info = await ServedKernel.AskAsync(kernel, new RequestKernelInfo());
        await kernel.DisposeAsync();

        Assert.Equal(("5", true, false, true), (shown.Printed, shown.Result.Succeeded, failed.Result.Succeeded, info.Result.Succeeded));
        Assert.Equal(
            Assert.Single(shown.Events.OfType<DisplayedValueProduced>()).ValueId,
            Assert.Single(shown.Events.OfType<DisplayedValueUpdated>()).ValueId
        );
        Assert.Contains(info.Events.OfType<KernelInfoProduced>(), one => one.KernelInfo.LocalName == "csharp");
        Assert.True(kernel.Death.IsCompletedSuccessfully);
    }

    [Fact]
    public void A_command_is_taken_apart_like_in_a_shell()
    {
        KernelStart start = KernelStart.Foreign("\"/my tools/dotnet-interactive\" [vscode] stdio --default-kernel \"c sharp\"", "/tmp");

        Assert.Equal("/my tools/dotnet-interactive", start.FileName);
        Assert.Equal(["[vscode]", "stdio", "--default-kernel", "c sharp"], start.Arguments);
        Assert.StartsWith(
            "A foreign kernel needs a command",
            Assert.Throws<ArgumentException>(() => KernelStart.Foreign(" ")).Message,
            StringComparison.Ordinal
        );
    }

    private static string Ready => Wire.Write(new EventEnvelope(new KernelReady([]), null, []));

    private static IEnumerable<(string Way, string Line)> Steps(JsonObject scenario) =>
        scenario["io"]!.AsArray().Select(step => ((string)step![0]!, (string)step[1]!));

    // Commands of the client and events of the kernel; the rest is in the tests above.
    private static bool IsPlain((string Way, string Line) step) =>
        Wire.Read(step.Line) is CommandLine == (step.Way == ">") && Wire.Read(step.Line) is not BadLine;

    // A shell that says what was recorded behind each line it is told.
    private KernelProcess Start(params (string Way, string Line)[] steps)
    {
        int block = 0;
        if (!steps[0].Line.Contains(nameof(KernelReady), StringComparison.Ordinal))
            File.AppendAllText(Path.Combine(folder, "0"), Ready + "\n"); // recorded from a process that ran already
        foreach ((string way, string line) in steps)
        {
            if (way == ">")
                block++;
            else
                File.AppendAllText(Path.Combine(folder, $"{block}"), line + "\n");
        }
        return KernelProcess.Start(
            new KernelStart(
                "/bin/sh",
                [
                    "-c",
                    "n=0; cat 0; while read -r line; do n=$((n+1)); [ -f $n ] && cat $n; case $line in *'\"Quit\"'*) exit 0;; esac; done",
                ],
                folder
            )
            {
                IsForeign = true,
            }
        );
    }
}
