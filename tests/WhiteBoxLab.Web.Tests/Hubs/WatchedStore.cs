using System.Collections.Concurrent;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Web.Tests;

/// <summary>A store of artifacts that knows what was read of it, and where wanted lets nobody read.</summary>
internal sealed class WatchedStore(IArtifactStore inner) : IArtifactStore, IDisposable
{
    private readonly ManualResetEventSlim mayRead = new(true);

    public ConcurrentQueue<string> Read { get; } = [];

    public void Hold() => mayRead.Reset();

    public void Release() => mayRead.Set();

    public string Put(ReadOnlySpan<byte> content, string extension) => inner.Put(content, extension);

    public Task<string> PutAsync(Func<Stream, Task> write, string extension) => inner.PutAsync(write, extension);

    public bool Has(string name) => inner.Has(name);

    public Stream? Open(string name)
    {
        Read.Enqueue(name);
        mayRead.Wait();
        return inner.Open(name);
    }

    public void Remove(string name) => inner.Remove(name);

    public void Dispose() => mayRead.Dispose();
}
