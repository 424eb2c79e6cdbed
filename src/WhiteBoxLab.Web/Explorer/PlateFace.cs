using System.Text.Json;
using System.Text.Json.Nodes;

namespace WhiteBoxLab.Web;

/// <summary>What the map viewer is told of a plate: the attributes of its element.</summary>
public static class PlateFace
{
    private const string About = """{"id":"about","text":"What is this method?"}""";
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>The state's name.</summary>
    /// <param name="plate">The plate.</param>
    public static string State(Plate plate) => plate.Status switch
    {
        PlateStatus.Queued => "queued",
        PlateStatus.Running => plate.Map is null ? "running" : "refining",
        PlateStatus.Done => "done",
        PlateStatus.Stopped => "cancelled",
        _ => "failed",
    };

    /// <summary>The map as JSON, or null.</summary>
    /// <param name="plate">The plate.</param>
    public static string? Map(Plate plate) => plate.Map is null || plate.Status is PlateStatus.Failed or PlateStatus.Queued ? null : JsonSerializer.Serialize(plate.Map, Json);

    /// <summary>The links on a plate, as JSON.</summary>
    /// <param name="plate">The plate.</param>
    public static string? Actions(Plate plate) => plate.Status switch
    {
        PlateStatus.Queued => """[{"id":"next","text":"Run next"},{"id":"skip","text":"Skip"}]""",
        PlateStatus.Running => """[{"id":"skip","text":"Stop"}]""",
        PlateStatus.Stopped => """[{"id":"again","text":"Go on"},{"id":"remove","text":"Remove"}]""",
        PlateStatus.Failed => """[{"id":"again","text":"Try again"},{"id":"remove","text":"Remove"}]""",
        _ => null,
    };

    /// <summary>The entries of a plate's menu that are the Explorer's own, as JSON.</summary>
    /// <param name="plate">The plate.</param>
    public static string? Menu(Plate plate) => plate.Status is not PlateStatus.Done ? null
        : $$"""[{{Refine(plate.Map?.Refinement)}}{{About}},{"id":"remove","text":"Remove"}]""";

    private static string Refine(JsonObject? refinement)
    {
        if (refinement is null)
            return "";
        string words = $"Refine to {string.Join(", ", refinement.Select(option => $"{option.Value} {option.Key}"))}";
        return $$"""{"id":"refine","text":{{JsonSerializer.Serialize(words)}}},""";
    }
}
