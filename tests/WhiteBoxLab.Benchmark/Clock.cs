using System.Diagnostics;

namespace WhiteBoxLab.Benchmark;

/// <summary>Seconds by the wall clock.</summary>
internal static class Clock
{
    internal static double Seconds(Action work)
    {
        long start = Stopwatch.GetTimestamp();
        work();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }
}
