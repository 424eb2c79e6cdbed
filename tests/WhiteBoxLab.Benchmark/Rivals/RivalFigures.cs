using System.Diagnostics;
using System.Globalization;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Benchmark;

/// <summary>
/// What a notebook's user meets first in a kernel: does it stop, what survives a crash and an exception, when is text there, and does
/// completion wait.
/// </summary>
internal sealed class RivalFigures(KernelSubject subject)
{
    private const int Rounds = 10,
        Lines = 20;
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60),
        StopPatience = TimeSpan.FromSeconds(5);

    // Names are written whole: not every kernel has a using for threads.
    internal static async Task<IReadOnlyList<(string What, string Value)>> MeasureAsync(KernelSubject subject)
    {
        RivalFigures figures = new(subject);
        return
        [
            ("stop: `while (true) { }` told to stop, until the next cell has run", await figures.StopAsync()),
            ("crash: `Environment.FailFast`", await figures.CrashAsync("Environment.FailFast(\"enough\");")),
            ("crash: a recursion without end", await figures.CrashAsync("int Deep(int n) => Deep(n + 1) + 1; Deep(0)")),
            ("throw: what a cell printed and assigned before it threw", await figures.ThrowAsync()),
            ("live text: from `Console.WriteLine` to its arrival, while the cell runs", await figures.LiveAsync()),
            ("completion of members while a cell runs", await figures.CompleteAsync()),
        ];
    }

    private async Task<string> StopAsync()
    {
        List<double> times = [];
        int kept = 0;
        double busy = 0;
        KernelProcess kernel = await StartAsync();
        for (int round = 0; round < Rounds; round++)
        {
            (double? time, double processor) = await StopOnceAsync(kernel);
            if (time is { } stopped)
            {
                times.Add(stopped);
                kept += await IsThereAsync(kernel, "reached") ? 1 : 0;
                continue;
            }
            busy = Math.Max(busy, processor);
            await EndAsync(kernel);
            kernel = await StartAsync();
        }
        await EndAsync(kernel);
        return times.Count == 0
            ? string.Create(
                CultureInfo.InvariantCulture,
                $"never within {StopPatience.TotalSeconds:0} s, {Rounds} of {Rounds}; the loop goes on and takes {busy:0.0} cores"
            )
            : $"{Times(times)}; variables kept {kept} of {Rounds}"
                + $"{(times.Count < Rounds ? $"; not stopped {Rounds - times.Count} of {Rounds}" : "")}";
    }

    // Stopped is when another cell has run, whatever the first one's end says. Otherwise: how many cores the process takes from then on.
    private static async Task<(double? Time, double Cores)> StopOnceAsync(KernelProcess kernel)
    {
        TaskCompletionSource on = new();
        _ = kernel.RunAsync(new SubmitCode("var reached = 1; Console.WriteLine(\"on\");\nwhile (true) { }"), one =>
        {
            if (one is StandardOutputValueProduced)
                on.TrySetResult();
        });
        await on.Task.WaitAsync(Patience);
        await Task.Delay(50);
        long begin = Stopwatch.GetTimestamp();
        await kernel.SendAsync(new CommandEnvelope(Wire.NewToken(), new Cancel(), []));
        Task<CommandResult> next = kernel.RunAsync(new SubmitCode("1"));
        if (await Task.WhenAny(next, Task.Delay(StopPatience)) == next && (await next).Succeeded)
            return (Since(begin), 0);
        using Process process = Process.GetProcessById(kernel.Id);
        TimeSpan before = process.TotalProcessorTime;
        begin = Stopwatch.GetTimestamp();
        await Task.Delay(1000);
        process.Refresh();
        return (null, (process.TotalProcessorTime - before).TotalMilliseconds / Since(begin));
    }

    private async Task<string> CrashAsync(string code)
    {
        KernelProcess kernel = await StartAsync();
        await KernelSubject.RunAsync(kernel, "var before = 1;");
        (CommandResult result, _) = await KernelSubject.RunAsync(kernel, code);
        string said = result.Death is { } death
            ? $"the process dies (exit code {death.ExitCode}); our client says so and goes on with a new one, its first cell "
                + $"after {await AgainAsync()}"
            : $"an exception in its cell; the kernel lives, variables {(await IsThereAsync(kernel, "before") ? "kept" : "lost")}";
        await EndAsync(kernel);
        return said;
    }

    private async Task<string> AgainAsync()
    {
        long begin = Stopwatch.GetTimestamp();
        await using KernelProcess kernel = KernelProcess.Start(subject.Cold);
        await kernel.Ready.WaitAsync(Patience);
        await KernelSubject.RunAsync(kernel, "1");
        return string.Create(CultureInfo.InvariantCulture, $"{Since(begin) / 1000:0.0} s");
    }

    private async Task<string> ThrowAsync()
    {
        KernelProcess kernel = await StartAsync();
        (_, List<Event> events) = await KernelSubject.RunAsync(
            kernel,
            "var assigned = 1; Console.Write(\"printed\"); throw new Exception();"
        );
        string said =
            $"text {(events.OfType<StandardOutputValueProduced>().Any() ? "kept" : "lost")}, variables "
            + $"{(await IsThereAsync(kernel, "assigned") ? "kept" : "lost")}";
        await EndAsync(kernel);
        return said;
    }

    private async Task<string> LiveAsync()
    {
        KernelProcess kernel = await StartAsync();
        List<double> delays = [];
        await kernel
            .RunAsync(
                new SubmitCode(
                    $"for (int i = 0; i < {Lines}; i++) {{ Console.WriteLine(DateTime.UtcNow.Ticks); System.Threading.Thread.Sleep(100); }}"
                ),
                one =>
                {
                    long now = TimeProvider.System.GetUtcNow().Ticks;
                    if (one is StandardOutputValueProduced text)
                        delays.AddRange(
                            (text.FormattedValues[0].Value ?? "")
                                .Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                                .Select(line => TimeSpan.FromTicks(now - long.Parse(line, CultureInfo.InvariantCulture)).TotalMilliseconds)
                        );
                }
            )
            .WaitAsync(Patience);
        await EndAsync(kernel);
        return Times(delays);
    }

    private async Task<string> CompleteAsync()
    {
        KernelProcess kernel = await StartAsync();
        await KernelSubject.RunAsync(kernel, "var name = \"text\";");
        RequestCompletions question = new("name.", new LinePosition(0, 5));
        await kernel.RunAsync(question).WaitAsync(Patience);
        List<double> times = [];
        for (int round = 0; round < 3; round++)
        {
            TaskCompletionSource on = new();
            Task<CommandResult> cell = kernel.RunAsync(
                new SubmitCode("Console.WriteLine(\"on\"); System.Threading.Thread.Sleep(4000);"),
                one =>
                {
                    if (one is StandardOutputValueProduced)
                        on.TrySetResult();
                }
            );
            if (await Task.WhenAny(on.Task, cell).WaitAsync(Patience) == cell)
                return $"could not be measured: {(await cell).Message}";
            long begin = Stopwatch.GetTimestamp();
            await kernel.RunAsync(question).WaitAsync(Patience);
            times.Add(Since(begin));
            await cell.WaitAsync(Patience);
        }
        await EndAsync(kernel);
        return Times(times) + (times.Min() > 3000 ? "; waits for the cell of 4 s" : "");
    }

    private async Task<KernelProcess> StartAsync()
    {
        KernelProcess kernel = await KernelSubject.StartAsync(subject.Warm ?? subject.Cold, subject.Warm is not null);
        await KernelSubject.RunAsync(kernel, "1"); // the first is slow everywhere
        return kernel;
    }

    private static async Task EndAsync(KernelProcess kernel)
    {
        kernel.Kill();
        await kernel.DisposeAsync();
    }

    private static async Task<bool> IsThereAsync(KernelProcess kernel, string name) =>
        (await KernelSubject.RunAsync(kernel, name)).Events.OfType<ReturnValueProduced>().Any();

    private static string Times(List<double> times) =>
        times.Count == 0
            ? "nothing came"
            : string.Create(
                CultureInfo.InvariantCulture,
                $"{times.Order().ElementAt(times.Count / 2):0.0} ms [{times.Min():0.0}..{times.Max():0.0}], n={times.Count}"
            );

    private static double Since(long begin) => Stopwatch.GetElapsedTime(begin).TotalMilliseconds;
}
