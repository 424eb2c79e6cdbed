namespace WhiteBoxLab.Web.Cluster;

/// <summary>Watching a grain through all that may happen to it.</summary>
internal static class Following
{
    private const int Most = 20;
    private static readonly TimeSpan Pause = TimeSpan.FromSeconds(0.5);

    /// <summary>Asks a grain, and again where its process has just gone, until another one has it.</summary>
    /// <typeparam name="T">What it answers.</typeparam>
    /// <param name="ask">Asks.</param>
    public static async Task<T> AskAsync<T>(Func<Task<T>> ask)
    {
        for (int tries = 1; ; tries++)
        {
            try
            {
                return await ask();
            }
            catch (Exception problem) when (problem is OrleansException or TimeoutException && tries < Most)
            {
                await Task.Delay(Pause);
            }
        }
    }

    /// <summary>Asks a grain again and again: one that moved to another process has forgotten who watched it.</summary>
    /// <param name="often">How often.</param>
    /// <param name="ask">Asks.</param>
    /// <param name="gone">Ends it.</param>
    public static async Task FollowAsync(TimeSpan often, Func<Task> ask, CancellationToken gone)
    {
        using PeriodicTimer timer = new(often);
        try
        {
            while (await timer.WaitForNextTickAsync(gone))
                await TryAsync(ask);
        }
        catch (OperationCanceledException)
        {
            // Nobody looks any more.
        }
    }

    private static async Task TryAsync(Func<Task> ask)
    {
        try
        {
            await ask();
        }
        catch (Exception problem) when (problem is OrleansException or TimeoutException)
        {
            // Its process is gone or busy: again in a moment.
        }
    }
}
