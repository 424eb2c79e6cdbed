using System.Diagnostics;

namespace WhiteBoxLab.Protocol;

/// <summary>
/// How long a cell has to stop. What counts is not the clock but what the kernel was given of it: the time in which none of its threads
/// stood in the queue for a core, so that a busy machine costs nobody his variables.
/// It is counted by looks, and none counts for more than a step, so that a client that is held up itself counts only what it has seen.
/// Where the system does not tell what threads are given, the clock counts.
/// </summary>
/// <param name="grace">The time that is to be given.</param>
internal sealed class StopGrace(TimeSpan grace)
{
    private const int Patience = 30; // no machine is so busy for ever

    private static readonly TimeSpan Step = TimeSpan.FromMilliseconds(50);

    private TimeSpan given;
    private int looks;

    public bool IsOver => given >= grace || looks * Step >= grace * Patience;

    /// <summary>Waits for the end of a cell, as long as the grace lasts.</summary>
    /// <param name="end">The cell's end.</param>
    /// <param name="process">The kernel's process.</param>
    /// <returns>Whether it ended.</returns>
    public async Task<bool> EndsWithinAsync(Task end, int process)
    {
        ThreadTurns threads = new(process);
        Dictionary<string, ThreadTurn> before = threads.Read();
        for (long start = Stopwatch.GetTimestamp(); !IsOver; )
        {
            if (await Task.WhenAny(end, Task.Delay(Step)).ConfigureAwait(false) == end)
                return true;
            long now = Stopwatch.GetTimestamp();
            Dictionary<string, ThreadTurn> after = threads.Read();
            Count(before, after, Stopwatch.GetElapsedTime(start, now));
            (before, start) = (after, now);
        }
        return end.IsCompleted;
    }

    /// <summary>Counts the time between two looks at the kernel's threads.</summary>
    public void Count(IReadOnlyDictionary<string, ThreadTurn> before, IReadOnlyDictionary<string, ThreadTurn> after, TimeSpan elapsed)
    {
        IEnumerable<TimeSpan> each = after
            .Where(one => before.ContainsKey(one.Key))
            .Select(one => one.Value.GivenSince(before[one.Key], elapsed));
        TimeSpan least = each.Append(elapsed).Append(Step).Min();
        given += least;
        looks++;
    }
}
