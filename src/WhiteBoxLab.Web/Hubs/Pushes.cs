using System.Text.Json;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Web.Hubs;

/// <summary>A map in the making.</summary>
/// <param name="Run">The run's id.</param>
/// <param name="MapId">The map's id in its run.</param>
/// <param name="Method">The method's id.</param>
/// <param name="Done">Steps done.</param>
/// <param name="Total">Steps in all.</param>
/// <param name="Unit">What a step is, in the plural.</param>
/// <param name="SecondsLeft">An estimate, or null.</param>
/// <param name="Partial">The map so far, or null.</param>
public sealed record PushedProgress(
    string Run,
    string MapId,
    string Method,
    int Done,
    int Total,
    string Unit,
    double? SecondsLeft,
    PushedMap? Partial
);

/// <summary>A map.</summary>
/// <param name="Run">The run's id; for a map of a notebook, the notebook's path.</param>
/// <param name="MapId">The map's id in its run.</param>
/// <param name="Method">The method's id.</param>
/// <param name="Label">The class explained, in words.</param>
/// <param name="Target">That class.</param>
/// <param name="Probability">Its probability.</param>
/// <param name="Height">H'.</param>
/// <param name="Width">W'.</param>
/// <param name="Values">The raw signed values summed over channels, [H', W'], float32, little-endian, row by row.</param>
/// <param name="Map">Everything else: the artifact's JSON.</param>
public sealed record PushedMap(
    string Run,
    string MapId,
    string Method,
    string Label,
    int Target,
    double Probability,
    int Height,
    int Width,
    byte[] Values,
    string Map
)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>A map as it is pushed, with its values, which are read from the store.</summary>
    /// <param name="run">The run's id, or the notebook's path.</param>
    /// <param name="mapId">The map's id.</param>
    /// <param name="map">The map.</param>
    /// <param name="artifacts">Where its values lie.</param>
    internal static PushedMap Of(string run, string mapId, MapArtifact map, IArtifactStore artifacts) =>
        new(
            run,
            mapId,
            map.Method,
            map.Label,
            map.Target,
            map.Probability,
            map.Height,
            map.Width,
            Npy.ValuesOf(artifacts, map.Map),
            JsonSerializer.Serialize(map, Json)
        );
}

/// <summary>A map that will not come.</summary>
/// <param name="Run">The run's id.</param>
/// <param name="MapId">The map's id in its run.</param>
/// <param name="Method">The method's id.</param>
/// <param name="Message">Why, in a sentence.</param>
/// <param name="Cancelled">Whether somebody stopped it.</param>
public sealed record PushedFailure(string Run, string MapId, string Method, string Message, bool Cancelled);

/// <summary>The end of a run.</summary>
/// <param name="Run">The run's id.</param>
/// <param name="Maps">How many maps are there.</param>
/// <param name="Halted">Why maps are missing that were asked for, or null.</param>
public sealed record PushedCompletion(string Run, int Maps, string? Halted);

/// <summary>How the Explorer's kernel is.</summary>
/// <param name="Process">Its process.</param>
/// <param name="KernelMegabytes">Memory of that process.</param>
/// <param name="LiveTensors">Native tensors alive in it, those of the network's weights included.</param>
/// <param name="WebMegabytes">Memory of the web process.</param>
public sealed record PushedHealth(int Process, double KernelMegabytes, long LiveTensors, double WebMegabytes);

/// <summary>A cell of a notebook.</summary>
/// <param name="Notebook">The notebook's path.</param>
/// <param name="Cell">The cell's id.</param>
/// <param name="Running">Whether it runs or waits for its turn.</param>
/// <param name="Outputs">Its outputs, the JSON array of the notebook's file.</param>
public sealed record PushedCell(string Notebook, string Cell, bool Running, string Outputs);
