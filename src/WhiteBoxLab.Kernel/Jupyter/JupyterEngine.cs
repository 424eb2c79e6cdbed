using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Jupyter;

/// <summary>The kernel behind Jupyter's sockets: the same process as everywhere, and a new one where one has died.</summary>
/// <param name="start">How to start one.</param>
internal sealed class JupyterEngine(KernelStart start) : IAsyncDisposable
{
    private readonly SemaphoreSlim changing = new(1, 1);
    private KernelProcess? current;

    /// <summary>Raised for every event, in order.</summary>
    public event Action<EventEnvelope>? EventReceived;

    /// <summary>Raised for every question of a cell.</summary>
    public event Action<CommandEnvelope>? CommandReceived;

    /// <summary>Runs a command; a kernel that dies of it is replaced.</summary>
    public async Task<CommandResult> RunAsync(
        CommandEnvelope envelope,
        Action<Event>? onEvent = null,
        CancellationToken cancellationToken = default
    )
    {
        KernelProcess kernel = await AliveAsync().ConfigureAwait(false);
        CommandResult result = await kernel.RunAsync(envelope, onEvent, cancellationToken).ConfigureAwait(false);
        if (result.Death is not null)
            await AliveAsync().ConfigureAwait(false);
        return result;
    }

    /// <summary>Answers a question of a cell.</summary>
    public async Task AnswerAsync(params IReadOnlyList<EventEnvelope> answers)
    {
        try
        {
            foreach (EventEnvelope answer in answers)
                await (await AliveAsync().ConfigureAwait(false)).SendAsync(answer).ConfigureAwait(false);
        }
        catch (InvalidOperationException)
        {
            // Who asked is gone.
        }
    }

    /// <summary>Starts the first one, so that it is warm when the first request comes.</summary>
    public Task StartAsync() => AliveAsync();

    public async ValueTask DisposeAsync()
    {
        await changing.WaitAsync().ConfigureAwait(false);
        if (current is not null)
        {
            current.Kill();
            await current.DisposeAsync().ConfigureAwait(false);
        }
        changing.Dispose();
    }

    private async Task<KernelProcess> AliveAsync()
    {
        await changing.WaitAsync().ConfigureAwait(false);
        try
        {
            if (current is { IsOver: true })
            {
                await current.DisposeAsync().ConfigureAwait(false);
                current = null;
            }
            return current ??= Start();
        }
        finally
        {
            changing.Release();
        }
    }

    private KernelProcess Start()
    {
        KernelProcess kernel = KernelProcess.Start(start, one => EventReceived?.Invoke(one));
        kernel.CommandReceived += one => CommandReceived?.Invoke(one);
        return kernel;
    }
}
