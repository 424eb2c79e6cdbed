using WhiteBoxLab.Protocol;
using Xunit;

namespace WhiteBoxLab.Kernel.Tests;

/// <summary>A kernel as the web starts it: a real process, shared by the tests of a class.</summary>
public sealed class ServedKernel : IAsyncLifetime
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string folder = Directory.CreateTempSubdirectory("wbl-kernel-test-").FullName;

    public KernelProcess Process { get; private set; } = null!; // made before the first test

    public ArtifactStore Artifacts => new(Path.Combine(folder, "artifacts"));

    public static KernelProcess Start(string artifacts, params IReadOnlyList<string> more) => KernelProcess.Start(KernelStart.Serve(AppContext.BaseDirectory, artifacts, more));

    public async ValueTask InitializeAsync()
    {
        Process = Start(Path.Combine(folder, "artifacts"));
        await Process.Ready.WaitAsync(Patience);
    }

    public async ValueTask DisposeAsync()
    {
        await Process.DisposeAsync();
        Directory.Delete(folder, recursive: true);
    }

    public Task<Answer> RunAsync(string code) => RunAsync(new SubmitCode(code));

    public Task<Answer> RunAsync(Command command) => AskAsync(Process, command);

    public static async Task<Answer> AskAsync(KernelProcess kernel, Command command)
    {
        List<Event> events = [];
        CommandResult result = await kernel.RunAsync(command, events.Add).WaitAsync(Patience);
        return new Answer(result, events);
    }
}
