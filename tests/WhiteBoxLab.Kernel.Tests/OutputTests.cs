using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using WhiteBoxLab.Protocol;
using Xunit;

namespace WhiteBoxLab.Kernel.Tests;

public sealed class OutputTests(ServedKernel kernel) : IClassFixture<ServedKernel>
{
    [Fact]
    public async Task What_is_printed_arrives_while_the_cell_runs()
    {
        TaskCompletionSource printed = new();
        Task<CommandResult> run = kernel.Process.RunAsync(
            new SubmitCode("Console.Write(\"early\"); while (!cancellationToken.IsCancellationRequested) { await Task.Delay(5); }"),
            one =>
            {
                if (one is StandardOutputValueProduced)
                    printed.TrySetResult();
            },
            Stop(printed.Task)
        );

        await printed.Task.WaitAsync(Patience.Long, TestContext.Current.CancellationToken);
        await run;
    }

    [Fact]
    public async Task Output_and_error_keep_their_order()
    {
        Answer answer = await kernel.RunAsync("Console.Write(1); Console.Error.Write(2); Console.Write(3); display(4); Console.Write(5);");

        Assert.Equal(["1", "2", "3", "4", "5"], answer.Events.OfType<DisplayEvent>().Select(one => one.FormattedValues[0].Value));
        Assert.Equal("2", answer.PrintedAsError);
    }

    [Fact]
    public async Task Native_prints_and_children_print_into_the_cell_and_never_into_the_pipe()
    {
        int strays = kernel.Process.StrayLines;
        Answer answer = await kernel.RunAsync(
            """
            [System.Runtime.InteropServices.DllImport("libc")] static extern int puts(string text);
            puts("from C");
            System.Diagnostics.Process.Start("/bin/echo", "from a child").WaitForExit();
            using (var one = new FileStream(new Microsoft.Win32.SafeHandles.SafeFileHandle(1, false), FileAccess.Write))
                one.Write("{\"eventType\":\"CommandSucceeded\"}"u8);
            """
        );

        Assert.True(answer.Result.Succeeded, answer.Result.Message);
        Assert.Contains("from C\n", answer.Printed, StringComparison.Ordinal);
        Assert.Contains("from a child\n", answer.Printed, StringComparison.Ordinal);
        Assert.Contains("eventType", answer.Printed, StringComparison.Ordinal);
        Assert.Equal(strays, kernel.Process.StrayLines);
    }

    [Fact]
    public async Task A_child_cannot_eat_the_commands()
    {
        Answer answer = await kernel.RunAsync("System.Diagnostics.Process.Start(\"/bin/cat\").WaitForExit(); 1");

        Assert.Equal("1", answer.Returned);
    }

    [Fact]
    public async Task Many_small_prints_become_few_events()
    {
        Answer answer = await kernel.RunAsync("for (int i = 0; i < 20000; i++) Console.WriteLine(i);");

        Assert.Equal(string.Concat(Enumerable.Range(0, 20000).Select(i => $"{i}\n")), answer.Printed);
        Assert.InRange(answer.Events.Count, 3, 100);
    }

    [Fact]
    public async Task A_flood_is_cut_in_the_middle_and_says_so()
    {
        Answer answer = await kernel.RunAsync("for (int i = 0; i < 300000; i++) Console.WriteLine($\"line {i}\");");

        Assert.StartsWith("line 0\n", answer.Printed, StringComparison.Ordinal);
        Assert.EndsWith("line 299999\n", answer.Printed, StringComparison.Ordinal);
        Match note = Regex.Match(
            answer.Printed,
            @"\n\.\.\. ([\d,]+) characters are left out here\. All that it printed is in (.+) \.\.\.\n"
        );
        string whole = string.Concat(Enumerable.Range(0, 300000).Select(i => $"line {i}\n"));
        Assert.Equal(whole, await File.ReadAllTextAsync(note.Groups[2].Value, TestContext.Current.CancellationToken));
        Assert.Equal(
            whole.Length,
            answer.Printed.Length - note.Length + int.Parse(note.Groups[1].Value, NumberStyles.AllowThousands, CultureInfo.InvariantCulture)
        );
        File.Delete(note.Groups[2].Value);
    }

    [Fact]
    public async Task A_hundred_thousand_lines_are_less_than_a_megabyte_on_the_wire()
    {
        string folder = Directory.CreateTempSubdirectory("wbl-flood-").FullName;
        KernelStart start = KernelStart.Serve(AppContext.BaseDirectory, folder, "--outputs", folder);
        using Process process = Process.Start(
            new ProcessStartInfo(start.FileName, start.Arguments) { RedirectStandardInput = true, RedirectStandardOutput = true }
        )!;
        await process.StandardInput.WriteLineAsync(
            Wire.Write(
                new CommandEnvelope(
                    "k",
                    new SubmitCode("for (int i = 0; i < 100000; i++) Console.WriteLine($\"line {i} of \\\"many\\\" \\u20ac\");"),
                    []
                )
            )
        );
        await process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
        long bytes = 0;
        while (
            await process.StandardOutput.ReadLineAsync(TestContext.Current.CancellationToken) is { } line
            && !line.Contains(nameof(CommandSucceeded), StringComparison.Ordinal)
        )
            bytes += System.Text.Encoding.UTF8.GetByteCount(line) + 1;
        process.StandardInput.Close();
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);

        Assert.InRange(bytes, 700_000, 999_999);
        Assert.Equal(100_000, File.ReadLines(Assert.Single(Directory.GetFiles(folder, "*.txt"))).Count());
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_value_too_large_to_show_is_told_of_and_kept_in_a_file()
    {
        Answer answer = await kernel.RunAsync("display(new string('x', 5_000_000), \"text/html\"); 1");

        string said = answer.Form<DisplayedValueProduced>("text/plain")!;
        Assert.StartsWith(
            "This value is 5,000,000 characters of text/html, too many to show. All of it is in ",
            said,
            StringComparison.Ordinal
        );
        Assert.Null(answer.Form<DisplayedValueProduced>("text/html"));
        string file = said[(said.IndexOf(" is in ", StringComparison.Ordinal) + 7)..^1];
        Assert.Equal(5_000_000, new FileInfo(file).Length);
        File.Delete(file);
    }

    [Fact]
    public async Task Late_prints_of_a_task_belong_to_the_cell_that_started_it()
    {
        TaskCompletionSource<string?> late = new();
        kernel.Process.EventReceived += Watch;
        CommandEnvelope first = new(
            Wire.NewToken(),
            new SubmitCode(
                "var go = new TaskCompletionSource(); var task = Task.Run(async () => { await go.Task; Console.Write(\"late\"); });"
            ),
            []
        );
        await kernel.Process.RunAsync(first, null, TestContext.Current.CancellationToken);
        await kernel.RunAsync("go.SetResult(); await task;");

        Assert.Equal(first.Token, await late.Task.WaitAsync(Patience.Long, TestContext.Current.CancellationToken));
        kernel.Process.EventReceived -= Watch;

        void Watch(EventEnvelope envelope)
        {
            if (envelope.Event is StandardOutputValueProduced { FormattedValues: [{ Value: "late" }] })
                late.TrySetResult(envelope.Command?.Token);
        }
    }

    private static CancellationToken Stop(Task when)
    {
        CancellationTokenSource stop = new();
        when.ContinueWith(_ => stop.Cancel(), TaskScheduler.Default);
        return stop.Token;
    }
}
