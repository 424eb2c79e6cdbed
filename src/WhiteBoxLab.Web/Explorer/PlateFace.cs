using System.Text.Json;
using System.Text.Json.Nodes;
using WhiteBoxLab.Web.Explorer.Runs;

namespace WhiteBoxLab.Web.Explorer;

/// <summary>What the map viewer is told of a plate: the attributes of its element.</summary>
public static class PlateFace
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);
    private static readonly PlateAction About = new("about", "What is this method?"),
        Remove = new("remove", "Remove");

    /// <summary>The state's word.</summary>
    /// <param name="state">The state.</param>
    public static string Word(PlateState state) => JsonNamingPolicy.CamelCase.ConvertName($"{state}");

    /// <summary>The word of a plate's state.</summary>
    /// <param name="plate">The plate.</param>
    public static string State(RunMap plate) =>
        Word(
            plate.Status switch
            {
                RunMapStatus.Queued => PlateState.Queued,
                RunMapStatus.Running => plate.Map is null ? PlateState.Running : PlateState.Refining,
                RunMapStatus.Done => PlateState.Done,
                RunMapStatus.Stopped => PlateState.Cancelled,
                _ => PlateState.Failed,
            }
        );

    /// <summary>The map as JSON, or null.</summary>
    /// <param name="plate">The plate.</param>
    public static string? Map(RunMap plate) =>
        plate.Map is null || plate.Status is RunMapStatus.Failed or RunMapStatus.Queued ? null : JsonSerializer.Serialize(plate.Map, Json);

    /// <summary>The links on a plate, as JSON.</summary>
    /// <param name="plate">The plate.</param>
    public static string? Actions(RunMap plate) =>
        plate.Status switch
        {
            RunMapStatus.Queued => Written([new("next", "Run next"), new("skip", "Skip")]),
            RunMapStatus.Running => Written([new("skip", "Stop")]),
            RunMapStatus.Stopped => Written([new("again", "Go on"), Remove]),
            RunMapStatus.Failed => Written([new("again", "Try again"), Remove]),
            _ => null,
        };

    /// <summary>The entries of a plate's menu that are the Explorer's own, as JSON.</summary>
    /// <param name="plate">The plate.</param>
    public static string? Menu(RunMap plate) =>
        plate.Status is RunMapStatus.Done ? Written([.. Refine(plate.Map?.Refinement), About, Remove]) : null;

    private static PlateAction[] Refine(JsonObject? refinement) =>
        refinement is null
            ? []
            : [new("refine", $"Refine to {string.Join(", ", refinement.Select(option => $"{option.Value} {option.Key}"))}")];

    private static string Written(PlateAction[] actions) => JsonSerializer.Serialize(actions, Json);
}
