using System.Threading.Channels;

namespace WhiteBoxLab.Web.Hubs;

/// <summary>Makes pushes one after the other, in their order, on a thread of its own: whoever has news waits for none.</summary>
internal sealed class PushQueue : IAsyncDisposable
{
    private readonly Channel<Func<Task>> waiting = Channel.CreateUnbounded<Func<Task>>(new UnboundedChannelOptions { SingleReader = true });
    private readonly Task work;

    /// <summary>Begins.</summary>
    public PushQueue() => work = Task.Run(WorkAsync);

    /// <summary>Makes a push when those before it are made.</summary>
    /// <param name="push">The push.</param>
    public void Add(Func<Task> push) => waiting.Writer.TryWrite(push);

    /// <summary>Makes what still waits.</summary>
    public async ValueTask DisposeAsync()
    {
        waiting.Writer.TryComplete();
        await work;
    }

    private async Task WorkAsync()
    {
        await foreach (Func<Task> push in waiting.Reader.ReadAllAsync())
        {
            try
            {
                push().Ignore(); // sending is only queueing: a client that is slow or gone holds nobody up
            }
            catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
            {
                // A file that cannot be read is no reason not to tell the rest.
            }
        }
    }
}
