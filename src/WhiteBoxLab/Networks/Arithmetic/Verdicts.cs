using System.Collections.Concurrent;
using System.Diagnostics;

namespace WhiteBoxLab;

/// <summary>What was found about the operations of libtorch on this machine: each is tried once, where it is asked for first.</summary>
/// <param name="trial">How they are tried.</param>
/// <param name="file">Where verdicts are kept; null for nowhere.</param>
internal sealed class Verdicts(Trial trial, VerdictFile? file = null)
{
    private readonly ConcurrentDictionary<string, Lazy<Verdict>> known = new(
        (file?.Read() ?? []).Select(v => KeyValuePair.Create(v.Call, new Lazy<Verdict>(v))),
        StringComparer.Ordinal
    );
    private long ticks;

    /// <summary>All so far.</summary>
    internal IReadOnlyList<Verdict> All =>
        [.. known.Values.Where(v => v.IsValueCreated).Select(v => v.Value).OrderBy(v => v.Call, StringComparer.Ordinal)];

    /// <summary>Spent on trials in this process.</summary>
    internal double Seconds => Stopwatch.GetElapsedTime(0, Interlocked.Read(ref ticks)).TotalSeconds;

    /// <summary>The way in which a call is right.</summary>
    internal Verdict Of(string call) =>
        this.known.TryGetValue(call, out Lazy<Verdict>? known) ? known.Value : this.known.GetOrAdd(call, _ => new(() => Found(call))).Value;

    private Verdict Found(string call)
    {
        long began = Stopwatch.GetTimestamp();
        Verdict verdict = Tried(call);
        Interlocked.Add(ref ticks, Stopwatch.GetTimestamp() - began);
        file?.Add(verdict);
        return verdict;
    }

    private Verdict Tried(string call)
    {
        double first = trial.Off(call, Way.Direct);
        IEnumerable<Way> others = OperationCall.Parse(call).Operation.Ways.Skip(1);
        Way way =
            first <= Trial.Tolerance
                ? Way.Direct
                : others.Append(Way.None).First(w => w == Way.None || trial.Off(call, w) <= Trial.Tolerance);
        return new(call, way, first);
    }
}
