using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Web.Explorer.Runs;

/// <summary>A run of the Explorer: one photo, one target, some maps. Kept on disk as it is.</summary>
/// <param name="Id">Names it in addresses.</param>
/// <param name="Number">Names it for people.</param>
/// <param name="Began">When it was asked for.</param>
/// <param name="Photo">The photo.</param>
/// <param name="Network">The network's name.</param>
/// <param name="Target">The class explained; null for the most probable one.</param>
/// <param name="Seen">What the network sees in the photo; null where nobody asked.</param>
/// <param name="Seed">Where random draws are to come from; no method draws yet.</param>
/// <param name="Maps">The maps, in the order of their making.</param>
public sealed record Run(
    string Id,
    int Number,
    DateTimeOffset Began,
    RunPhoto Photo,
    string Network,
    int? Target,
    PhotoClassified? Seen,
    long Seed,
    IReadOnlyList<RunMap> Maps
)
{
    /// <summary>Whether the class's probability is explained instead of its score.</summary>
    public bool OfProbability { get; init; }

    /// <summary>Why it stands still although maps are missing, in a sentence; null where it goes on or is complete.</summary>
    public string? Halted { get; init; }

    /// <summary>Whether maps are still to come by themselves.</summary>
    public bool IsGoing => Halted is null && Maps.Any(map => !map.IsOver);

    /// <summary>How long the maps that are missing will take, about, one after another.</summary>
    /// <param name="perPass">Seconds of a pass, for what has not begun; null where they are not known.</param>
    public double? SecondsLeft(double? perPass) => Maps.Where(map => !map.IsOver).Sum(map => map.SecondsLeft ?? (map.Cost?.Sum * perPass));

    /// <summary>The run standing still, for a reason.</summary>
    /// <param name="why">The reason, in a sentence.</param>
    public Run Stopped(string why) =>
        (this with { Halted = why }).With(map => !map.IsOver, map => map with { Status = RunMapStatus.Stopped });

    /// <summary>The map with an id.</summary>
    /// <param name="id">The id.</param>
    public RunMap? Find(string id) => Maps.FirstOrDefault(map => map.Id == id);

    /// <summary>The run with one map changed.</summary>
    /// <param name="id">The map.</param>
    /// <param name="change">What becomes of it.</param>
    public Run With(string id, Func<RunMap, RunMap> change) =>
        this with
        {
            Maps = [.. Maps.Select(map => map.Id == id ? change(map) : map)],
        };

    /// <summary>The run with several maps changed.</summary>
    /// <param name="which">Which ones.</param>
    /// <param name="change">What becomes of them.</param>
    public Run With(Func<RunMap, bool> which, Func<RunMap, RunMap> change) =>
        this with
        {
            Maps = [.. Maps.Select(map => which(map) ? change(map) : map)],
        };
}
