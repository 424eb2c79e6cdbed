namespace WhiteBoxLab.Web.Layout;

/// <summary>
/// Draws a page again soon after something changed: at once after a pause, and then not more often than every 60 milliseconds.
/// </summary>
/// <param name="draw">Draws.</param>
public sealed class Refresh(Func<Task> draw) : IDisposable
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(60);
    private readonly CancellationTokenSource gone = new();
    private int wanted; // calm, wanted, or drawing with nothing wanted since
    private const int Calm = 0,
        Wanted = 1,
        Drawing = 2;

    /// <summary>Says that something changed.</summary>
    public void Soon()
    {
        if (Interlocked.Exchange(ref wanted, Wanted) == Calm)
            _ = DrawAsync();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        gone.Cancel();
        gone.Dispose();
    }

    private async Task DrawAsync()
    {
        try
        {
            CancellationToken ended = gone.Token;
            do
            {
                wanted = Drawing;
                await draw();
                await Task.Delay(Shortest, ended);
            } while (Interlocked.CompareExchange(ref wanted, Calm, Drawing) != Drawing);
        }
        catch (Exception problem) when (problem is OperationCanceledException or ObjectDisposedException)
        {
            // The page is gone.
        }
    }
}
