using System.Diagnostics;
using TorchSharp;

namespace WhiteBoxLab.Benchmark;

/// <summary>What was measured on one network.</summary>
/// <param name="Network">Its name.</param>
/// <param name="Plain">Seconds of a plain pass, the unit.</param>
/// <param name="Lines">A line for each row.</param>
internal sealed record Results(string Network, double Plain, IReadOnlyList<Line> Lines)
{
    internal Line? Find(string name) => Lines.FirstOrDefault(l => l.Name == name);
}

/// <summary>What was measured of one row.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Passes">The passes it needs.</param>
/// <param name="Seconds">Seconds, the median.</param>
/// <param name="Plain">In plain passes.</param>
/// <param name="Ratio">Seconds over (passes x the pass of ours).</param>
internal sealed record Line(string Name, double? Passes, double Seconds, double Plain, double Ratio);

/// <summary>
/// Each row is timed right behind a plain pass and a pass of ours, round by round, and the median of the ratios is given: a machine whose speed drifts, or that does something else now and then, does not decide the result.
/// </summary>
internal static class Measurement
{
    private const int Fewest = 3;
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(110); // for each network, so that a busy machine gives fewer rounds, not a longer run

    internal static Results Run(Network network, torch.Tensor input, Row[] rows, int rounds)
    {
        List<(double Plain, double Pass, double Time)>[] times = [.. rows.Select(_ => new List<(double, double, double)>())];
        long start = Stopwatch.GetTimestamp();
        for (int round = -1; round < rounds && (round < Fewest || Stopwatch.GetElapsedTime(start) < Longest); round++) // one round to warm up
            for (int i = 0; i < rows.Length; i++)
            {
                double plain = Clock.Seconds(() => PlainPass.Run(network, input)), pass = Clock.Seconds(() => network.Scores(input).Dispose()), time = Clock.Seconds(rows[i].Work);
                if (round >= 0)
                    times[i].Add((plain, pass, time));
            }
        return new(network.Name, Median(times.SelectMany(t => t).Select(t => t.Plain)), [.. rows.Select((r, i) => new Line(
            r.Name, r.Passes, Median(times[i].Select(t => t.Time)), Median(times[i].Select(t => t.Time / t.Plain)), r.Passes is { } passes ? Median(times[i].Select(t => t.Time / (passes * t.Pass))) : double.NaN))]);
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
