using System.Diagnostics;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Benchmark;

/// <summary>A kernel to be measured.</summary>
internal sealed record KernelSubject(KernelStart Cold, KernelStart? Warm)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60),
        Pause = TimeSpan.FromMilliseconds(400),
        Idle = TimeSpan.FromMilliseconds(20);

    internal static KernelSubject Ours(string folder, string artifacts) =>
        new(KernelStart.Serve(folder, artifacts), KernelStart.Serve(folder, artifacts, "--warm"));

    internal static KernelSubject Foreign(string command) => new(KernelStart.Foreign(command), null);

    /// <summary>A kernel that waits for its first cell; a warm one has come to rest.</summary>
    internal static async Task<KernelProcess> StartAsync(KernelStart start, bool rests)
    {
        KernelProcess kernel = KernelProcess.Start(start);
        await kernel.Ready.WaitAsync(Patience);
        if (rests)
        {
            await kernel.RunAsync(new ShareThreads(Environment.ProcessorCount)).WaitAsync(Patience);
            await RestAsync(kernel).WaitAsync(Patience);
        }
        return kernel;
    }

    // A kernel gets warm beside its commands: it is so when it does nothing any more.
    private static async Task RestAsync(KernelProcess kernel)
    {
        using Process process = Process.GetProcessById(kernel.Id);
        for (TimeSpan before = -Patience; process.TotalProcessorTime - before > Idle; process.Refresh())
        {
            before = process.TotalProcessorTime;
            await Task.Delay(Pause);
        }
    }

    /// <summary>Runs a cell.</summary>
    internal static async Task<(CommandResult Result, List<Event> Events)> RunAsync(KernelProcess kernel, string code)
    {
        List<Event> events = [];
        CommandResult result = await kernel.RunAsync(new SubmitCode(code), events.Add).WaitAsync(Patience);
        return (result, events);
    }
}
