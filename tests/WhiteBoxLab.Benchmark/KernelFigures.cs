using System.Diagnostics;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Benchmark;

/// <summary>A line of docs/kernel.md.</summary>
internal sealed record KernelFigure(string What, string Wanted, string Value);

/// <summary>What was measured of a kernel.</summary>
internal sealed class KernelFigures(KernelSubject subject)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60),
        StopPatience = TimeSpan.FromSeconds(5);

    private static readonly (string Name, string Code)[] Stopped =
    [
        ("`while (true) { }`", "while (true) { }"),
        ("an awaited loop", "while (true) await Task.Delay(1);"),
        ("`Thread.Sleep`", "Thread.Sleep(60000);"),
        ("`Task.Delay(...).Wait()`", "Task.Delay(60000).Wait();"),
        ("a recursion", "long fib(int n) => n < 2 ? n : fib(n - 1) + fib(n - 2);\nfib(60)"),
        ("a loop of tensors", "var m = torch.randn(300, 300); while (true) m.mm(m).Dispose();"),
    ];

    private readonly List<KernelFigure> all = [];

    internal IReadOnlyList<KernelFigure> All => all;

    internal string Load { get; } = LoadOfMachine();

    internal static string LoadOfMachine() => File.Exists("/proc/loadavg") ? File.ReadAllText("/proc/loadavg").Split(' ')[0] : "unknown";

    internal static async Task<KernelFigures> MeasureAsync(KernelSubject subject)
    {
        KernelFigures figures = new(subject);
        await figures.StartAsync();
        await figures.CellsAsync();
        await figures.StopsAsync();
        await figures.LossesAsync();
        return figures;
    }

    private async Task StartAsync()
    {
        List<double> cold = [],
            warm = [],
            replaced = [];
        for (int round = 0; round < 10; round++)
        {
            long begin = Stopwatch.GetTimestamp();
            await using KernelProcess kernel = await KernelSubject.StartAsync(subject.Cold, rests: false);
            await FirstOutputAsync(kernel, "Console.Write(1);");
            cold.Add(Since(begin));
        }
        Add("a cold kernel, from its start to the first output", "700", cold);
        for (int round = 0; round < 10 && subject.Warm is not null; round++)
        {
            await using KernelProcess kernel = await KernelSubject.StartAsync(subject.Warm, rests: true);
            warm.Add(await FirstOutputAsync(kernel, "Console.Write(1);"));
            await using KernelProcess spare = await KernelSubject.StartAsync(subject.Warm, rests: true);
            Task<CommandResult> cell = kernel.RunAsync(new SubmitCode("Thread.Sleep(60000);"));
            await Task.Delay(50);
            long begin = Stopwatch.GetTimestamp();
            kernel.Kill();
            await cell; // who ran it knows, and turns to the spare
            await FirstOutputAsync(spare, "Console.Write(1);");
            replaced.Add(Since(begin));
        }
        Add("a kernel from the warm pool, to the first output", "30", warm);
        Add("kill, and a warm spare to its first output", "100", replaced);
    }

    private async Task CellsAsync()
    {
        await using KernelProcess kernel = await KernelSubject.StartAsync(subject.Warm ?? subject.Cold, subject.Warm is not null);
        for (int warm = 0; warm < 10; warm++)
            await KernelSubject.RunAsync(kernel, "1+1");
        List<double> sums = [];
        for (int round = 0; round < 100; round++)
        {
            long begin = Stopwatch.GetTimestamp();
            await KernelSubject.RunAsync(kernel, "1+1");
            sums.Add(Since(begin));
        }
        Add("a warm `1+1`", "7", sums);
        double before = Megabytes(kernel);
        for (int cell = 0; cell < 200; cell++)
            await KernelSubject.RunAsync(kernel, $"var name{cell} = {cell}; int Add{cell}(int x) => x + {cell};");
        await CompletionsAsync(kernel, "completion of members after 200 cells", "50", "name7.", 6);
        await CompletionsAsync(kernel, "completion of identifiers after 200 cells", "100", "nam", 3);
        Task running = KernelSubject.RunAsync(kernel, "Thread.Sleep(4000);");
        await CompletionsAsync(kernel, "completion of members while a cell runs (4 s)", "50", "name7.", 6, rounds: 3);
        await running;
        for (int cell = 200; cell < 500; cell++)
            await KernelSubject.RunAsync(kernel, $"var name{cell} = {cell}; int Add{cell}(int x) => x + {cell};");
        all.Add(new KernelFigure("rise of memory over 500 cells, MB", "60", $"{Megabytes(kernel) - before:0}"));
    }

    private async Task CompletionsAsync(KernelProcess kernel, string what, string wanted, string code, int column, int rounds = 20)
    {
        RequestCompletions question = new(code, new LinePosition(0, column));
        await kernel.RunAsync(question).WaitAsync(Patience);
        List<double> times = [];
        for (int round = 0; round < rounds; round++)
        {
            long begin = Stopwatch.GetTimestamp();
            await kernel.RunAsync(question).WaitAsync(Patience);
            times.Add(Since(begin));
        }
        Add(what, wanted, times);
    }

    private async Task StopsAsync()
    {
        foreach ((string name, string code) in Stopped)
        {
            List<double> times = [];
            int kept = 0;
            KernelProcess kernel = await KernelSubject.StartAsync(subject.Warm ?? subject.Cold, subject.Warm is not null);
            for (int round = 0; round < 20; round++)
            {
                if (await StopAsync(kernel, code) is not { } time)
                    break;
                times.Add(time);
                kept += (await KernelSubject.RunAsync(kernel, "reached")).Events.OfType<ReturnValueProduced>().Any() ? 1 : 0;
            }
            kernel.Kill();
            await kernel.DisposeAsync();
            all.Add(
                new KernelFigure(
                    $"{name}: told to stop, and the next cell runs",
                    "60 p95",
                    times.Count < 20 ? $"{times.Count} of 20 times" : $"{P95(times):0.0} p95, variables kept {kept} of 20"
                )
            );
        }
    }

    // Stopped is when another cell can run, whatever the first one's end says.
    private static async Task<double?> StopAsync(KernelProcess kernel, string code)
    {
        TaskCompletionSource on = new();
        Task<CommandResult> cell = kernel.RunAsync(new SubmitCode($"var reached = 1; Console.WriteLine(\"on\");\n{code}"), one =>
        {
            if (one is StandardOutputValueProduced)
                on.TrySetResult();
        });
        if (await Task.WhenAny(on.Task, cell, Task.Delay(Patience)) != on.Task)
            return null;
        await Task.Delay(50);
        long begin = Stopwatch.GetTimestamp();
        await kernel.SendAsync(new CommandEnvelope(Wire.NewToken(), new Cancel(), []));
        Task<CommandResult> next = kernel.RunAsync(new SubmitCode(";"));
        return await Task.WhenAny(next, Task.Delay(StopPatience)) == next && await Task.WhenAny(cell, Task.Delay(StopPatience)) == cell
            ? Since(begin)
            : null;
    }

    private async Task LossesAsync()
    {
        await using KernelProcess kernel = await KernelSubject.StartAsync(subject.Warm ?? subject.Cold, subject.Warm is not null);
        (_, List<Event> events) = await KernelSubject.RunAsync(
            kernel,
            "var assigned = 1; Console.Write(\"printed\"); throw new Exception();"
        );
        bool printed = events.OfType<StandardOutputValueProduced>().Any(),
            variable = (await KernelSubject.RunAsync(kernel, "assigned")).Events.OfType<ReturnValueProduced>().Any();
        all.Add(new KernelFigure("a cell that throws keeps its text; its variables", "both", $"{Said(printed)}; {Said(variable)}"));
        long begin = Stopwatch.GetTimestamp(),
            bytes = 0;
        double first = 0;
        kernel.EventReceived += one => bytes += Encoding(one);
        await kernel
            .RunAsync(new SubmitCode("for (int i = 0; i < 100000; i++) Console.WriteLine($\"line {i}\");"), one =>
                first = first == 0 && one is StandardOutputValueProduced ? Since(begin) : first
            )
            .WaitAsync(Patience);
        all.Add(
            new KernelFigure(
                "10^5 lines: the first after; all after; MB on the wire",
                "50; ; < 1",
                $"{first:0} ms; {Since(begin):0} ms; {bytes / 1e6:0.00}"
            )
        );
        (CommandResult death, _) = await KernelSubject.RunAsync(kernel, "Environment.FailFast(\"enough\");");
        all.Add(
            new KernelFigure(
                "a kernel that dies says why",
                "yes",
                Said(death.Death is not null && (death.Message ?? "").Contains("enough", StringComparison.Ordinal))
            )
        );
    }

    private static int Encoding(EventEnvelope one) => System.Text.Encoding.UTF8.GetByteCount(Wire.Write(one)) + 1;

    private static string Said(bool truth) => truth ? "yes" : "no";

    private static async Task<double> FirstOutputAsync(KernelProcess kernel, string code)
    {
        long begin = Stopwatch.GetTimestamp();
        double first = 0;
        await kernel
            .RunAsync(new SubmitCode(code), one => first = first == 0 && one is StandardOutputValueProduced ? Since(begin) : first)
            .WaitAsync(Patience);
        return first;
    }

    private void Add(string what, string wanted, List<double> times)
    {
        if (times.Count > 0)
            all.Add(
                new KernelFigure(
                    what,
                    wanted,
                    $"{times.Order().ElementAt(times.Count / 2):0.0} [{times.Min():0.0}..{times.Max():0.0}], n={times.Count}"
                )
            );
        else
            all.Add(new KernelFigure(what, wanted, ""));
    }

    private static double P95(List<double> times) => times.Order().ElementAt(Math.Max(0, (int)Math.Ceiling(times.Count * 0.95) - 1));

    private static double Since(long begin) => Stopwatch.GetElapsedTime(begin).TotalMilliseconds;

    private static double Megabytes(KernelProcess kernel)
    {
        using Process process = Process.GetProcessById(kernel.Id);
        return process.WorkingSet64 / 1e6;
    }
}
