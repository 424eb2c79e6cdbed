namespace WhiteBoxLab.Web;

/// <summary>Makes guessing slow: wrong tokens wait half a second, one after another, while right ones never wait.</summary>
public sealed class WrongTokens : IDisposable
{
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.5);
    private readonly SemaphoreSlim oneByOne = new(1);

    /// <summary>Waits for its turn and then half a second.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    public async Task DelayAsync(CancellationToken cancellationToken)
    {
        await oneByOne.WaitAsync(cancellationToken);
        try
        {
            await Task.Delay(Pause, cancellationToken);
        }
        finally
        {
            oneByOne.Release();
        }
    }

    /// <inheritdoc/>
    public void Dispose() => oneByOne.Dispose();
}
