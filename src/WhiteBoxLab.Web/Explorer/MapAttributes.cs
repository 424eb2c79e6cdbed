using System.Text.Json;
using System.Text.Json.Nodes;
using WhiteBoxLab.Web.Explorer.Runs;

namespace WhiteBoxLab.Web.Explorer;

/// <summary>What the map viewer is told of a map: the attributes of its element.</summary>
public static class MapAttributes
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private static readonly MapAction About = new("about", "What is this method?"),
        Remove = new("remove", "Remove");

    /// <summary>The state's word.</summary>
    /// <param name="state">The state.</param>
    public static string Word(MapState state) => JsonNamingPolicy.CamelCase.ConvertName($"{state}");

    /// <summary>The word of a map's state.</summary>
    /// <param name="map">The map.</param>
    public static string State(RunMap map) =>
        Word(
            map.Status switch
            {
                RunMapStatus.Queued => MapState.Queued,
                RunMapStatus.Running => map.Artifact is null ? MapState.Running : MapState.Refining,
                RunMapStatus.Done => MapState.Done,
                RunMapStatus.Stopped => MapState.Cancelled,
                _ => MapState.Failed,
            }
        );

    /// <summary>The map as JSON, or null.</summary>
    /// <param name="map">The map.</param>
    public static string? Map(RunMap map) =>
        map.Artifact is null || map.Status is RunMapStatus.Failed or RunMapStatus.Queued
            ? null
            : JsonSerializer.Serialize(map.Artifact, Json);

    /// <summary>The links on a map, as JSON.</summary>
    /// <param name="map">The map.</param>
    public static string? Actions(RunMap map) =>
        map.Status switch
        {
            RunMapStatus.Queued => Written([new("next", "Run next"), new("skip", "Skip")]),
            RunMapStatus.Running => Written([new("skip", "Stop")]),
            RunMapStatus.Stopped => Written([new("again", "Go on"), Remove]),
            RunMapStatus.Failed => Written([new("again", "Try again"), Remove]),
            _ => null,
        };

    /// <summary>The entries of a map's menu that are the Explorer's own, as JSON.</summary>
    /// <param name="map">The map.</param>
    public static string? Menu(RunMap map) =>
        map.Status is RunMapStatus.Done ? Written([.. Refine(map.Artifact?.Refinement), About, Remove]) : null;

    private static MapAction[] Refine(JsonObject? refinement) =>
        refinement is null
            ? []
            : [new("refine", $"Refine to {string.Join(", ", refinement.Select(option => $"{option.Value} {option.Key}"))}")];

    private static string Written(MapAction[] actions) => JsonSerializer.Serialize(actions, Json);
}
