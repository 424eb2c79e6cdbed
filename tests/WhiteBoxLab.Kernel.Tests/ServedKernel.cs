using WhiteBoxLab.Protocol;
using Xunit;

namespace WhiteBoxLab.Kernel.Tests;

/// <summary>
/// A kernel as the web starts it: a real process, shared by the tests of a class. One that a test has cost its life is not there for the
/// next, which gets a fresh one.
/// </summary>
public sealed class ServedKernel : IAsyncLifetime
{
    private readonly string folder = Directory.CreateTempSubdirectory("wbl-kernel-test-").FullName;
    private readonly List<KernelProcess> started = [];
    private string? test;

    /// <summary>The kernel of the running test: within one test always the same, dead or alive.</summary>
    public KernelProcess Process
    {
        get
        {
            string? now = TestContext.Current.Test?.UniqueID;
            if (now != test && started[^1].IsOver)
                started.Add(Start(Path.Combine(folder, "artifacts")));
            test = now;
            return started[^1];
        }
    }

    public ArtifactStore Artifacts => new(Path.Combine(folder, "artifacts"));

    public static KernelProcess Start(string artifacts, params IReadOnlyList<string> more) =>
        KernelProcess.Start(KernelStart.Serve(AppContext.BaseDirectory, artifacts, more));

    public async ValueTask InitializeAsync()
    {
        started.Add(Start(Path.Combine(folder, "artifacts")));
        await started[0].Ready.WaitAsync(Patience.Long);
    }

    public async ValueTask DisposeAsync()
    {
        foreach (KernelProcess kernel in started)
            await kernel.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    public Task<Answer> RunAsync(string code) => RunAsync(new SubmitCode(code));

    public Task<Answer> RunAsync(Command command) => AskAsync(Process, command);

    public static async Task<Answer> AskAsync(KernelProcess kernel, Command command)
    {
        List<Event> events = [];
        CommandResult result = await kernel.RunAsync(command, events.Add).WaitAsync(Patience.Long);
        return new Answer(result, events);
    }
}
