using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Benchmark;

/// <summary>A kernel to be measured.</summary>
internal sealed record KernelSubject(KernelStart Cold, KernelStart? Warm)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    internal static KernelSubject Ours(string folder, string artifacts) => new(KernelStart.Serve(folder, artifacts), KernelStart.Serve(folder, artifacts, "--warm"));

    internal static KernelSubject Foreign(string command) => new(KernelStart.Foreign(command), null);

    /// <summary>A kernel that waits for its first cell; a warm one has come to rest.</summary>
    internal static async Task<KernelProcess> StartAsync(KernelStart start, bool rests)
    {
        KernelProcess kernel = KernelProcess.Start(start);
        await kernel.Ready.WaitAsync(Patience);
        if (rests)
        {
            await kernel.RunAsync(new ShareThreads(Environment.ProcessorCount)).WaitAsync(Patience); // behind the warm-up of the cells
            await kernel.RunAsync(new MeasurePace("efficientnet-lite0")).WaitAsync(Patience); // behind that of the networks
        }
        return kernel;
    }

    /// <summary>Runs a cell.</summary>
    internal static async Task<(CommandResult Result, List<Event> Events)> RunAsync(KernelProcess kernel, string code)
    {
        List<Event> events = [];
        CommandResult result = await kernel.RunAsync(new SubmitCode(code), events.Add).WaitAsync(Patience);
        return (result, events);
    }
}
