using System.Collections.Concurrent;
using WhiteBoxLab.Web.Hubs;

namespace WhiteBoxLab.Web.Tests;

/// <summary>Notes what the hub's clients are told of a run.</summary>
internal sealed class ToldClient : ILabClient
{
    private readonly ConcurrentQueue<string> all = [];
    private readonly TaskCompletionSource end = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public IEnumerable<string> All => all;

    /// <summary>Waits until the run has ended.</summary>
    public Task EndAsync() => end.Task.WaitAsync(Patience.Long, TestContext.Current.CancellationToken);

    public Task MapProgressed(PushedProgress progress) => Note($"MapProgressed {progress.Method}");

    public Task MapProduced(PushedMap map) => Note($"MapProduced {map.Method} {map.Values.Length}");

    public Task MapFailed(PushedFailure failure) => Note($"MapFailed {failure.Method}");

    public Task CellChanged(PushedCell change) => Note($"CellChanged {change.Cell}");

    public Task RunCompleted(PushedCompletion completion)
    {
        _ = Note($"RunCompleted {completion.Maps}");
        end.TrySetResult();
        return Task.CompletedTask;
    }

    private Task Note(string what)
    {
        all.Enqueue(what);
        return Task.CompletedTask;
    }
}
