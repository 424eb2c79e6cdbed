using System.Diagnostics;
using TorchSharp;

namespace WhiteBoxLab.Benchmark;

/// <summary>What was measured on one network.</summary>
/// <param name="Network">Its name.</param>
/// <param name="Plain">Seconds of a plain pass, the unit.</param>
/// <param name="Ours">Seconds of a pass of ours.</param>
/// <param name="Libtorch">Seconds of the fastest pass of libtorch.</param>
/// <param name="Layout">Its layout, and what both layouts took.</param>
/// <param name="Lines">A line for each row.</param>
internal sealed record Results(string Network, double Plain, double Ours, double Libtorch, string Layout, IReadOnlyList<Line> Lines)
{
    internal Line? Find(string name) => Lines.FirstOrDefault(l => l.Name == name);
}

/// <summary>What was measured of one row.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Passes">The passes it needs.</param>
/// <param name="Seconds">Seconds, the median.</param>
/// <param name="Plain">In plain passes.</param>
/// <param name="ToOurs">Seconds over (passes x the pass of ours).</param>
/// <param name="ToLibtorch">Seconds over (passes x the fastest pass of libtorch).</param>
internal sealed record Line(string Name, double? Passes, double Seconds, double Plain, double ToOurs, double ToLibtorch);

/// <summary>What was measured side by side in one round.</summary>
internal readonly record struct Round(double Plain, double Libtorch, double Ours, double Row);

/// <summary>
/// Each row is timed right behind a plain pass, the fastest pass of libtorch and a pass of ours, round by round, and the median of the
/// ratios is given: a machine whose speed drifts, or that does something else now and then, does not decide the result.
/// </summary>
internal static class Measurement
{
    private const int Fewest = 3;

    // for each network, so that a busy machine gives fewer rounds, not a longer run
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(110);

    internal static Results Run(Network network, torch.Tensor input, Row[] rows, int rounds)
    {
        using LibtorchPass? libtorch = LibtorchPass.Fastest(network, input);
        bool plainIsRight = RightHere.All(network.Graph, channelsLast: false);
        List<Round>[] times = [.. rows.Select(_ => new List<Round>())];
        long start = Stopwatch.GetTimestamp();
        // one round to warm up
        for (int round = -1; round < rounds && (round < Fewest || Stopwatch.GetElapsedTime(start) < Longest); round++)
        for (int i = 0; i < rows.Length; i++)
        {
            Round measured = new(
                plainIsRight ? Clock.Seconds(() => PlainPass.Run(network, input)) : double.NaN,
                libtorch is null ? double.NaN : Clock.Seconds(() => libtorch.Run(input)),
                Clock.Seconds(() => network.Scores(input).Dispose()),
                Clock.Seconds(rows[i].Work)
            );
            if (round >= 0)
                times[i].Add(measured);
        }
        double Middle(Func<Round, double> of) => Median(times.SelectMany(t => t).Select(of));
        return new(
            network.Name,
            Middle(t => t.Plain),
            Middle(t => t.Ours),
            Middle(t => t.Libtorch),
            Layout(libtorch),
            [.. rows.Select((r, i) => LineOf(r, times[i]))]
        );
    }

    private static Line LineOf(Row row, List<Round> times)
    {
        double Ratio(Func<Round, double> to) => row.Passes is { } passes ? Median(times.Select(t => t.Row / (passes * to(t)))) : double.NaN;
        return new(
            row.Name,
            row.Passes,
            Median(times.Select(t => t.Row)),
            Median(times.Select(t => t.Row / t.Plain)),
            Ratio(t => t.Ours),
            Ratio(t => t.Libtorch)
        );
    }

    private static string Layout(LibtorchPass? pass) =>
        pass is null ? "left out: its numbers are wrong here in both layouts"
        : double.IsNaN(pass.Seconds.Other)
            ? $"{(pass.ChannelsLast ? "channels last" : "channels first")}; the other way its numbers are wrong here"
        : $"{(pass.ChannelsLast ? "channels last" : "channels first")}, {pass.Seconds.Taken * 1000:0.0} ms against "
            + $"{pass.Seconds.Other * 1000:0.0} the other way";

    internal static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted.Length % 2 == 1 ? sorted[sorted.Length / 2] : (sorted[(sorted.Length / 2) - 1] + sorted[sorted.Length / 2]) / 2;
    }
}
