using System.Text.Json;
using WhiteBoxLab.Kernel.Explaining;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Displays;

/// <summary>Shows attributions as the same artifacts, and with the same pushed events, as the Explorer's maps.</summary>
internal sealed class AttributionFormatter : DisplayFormatter
{
    public override int Rank => 25;

    public override Display? Show(object value, DisplayMaker displays, string? valueId)
    {
        IReadOnlyList<Attribution> all = value switch
        {
            Attribution one => [one],
            IEnumerable<Attribution> several => [.. several],
            _ => [],
        };
        return all.Count == 0 ? null : Show(all, new MapWriter(displays.Artifacts), valueId ?? "");
    }

    private static Display Show(IReadOnlyList<Attribution> all, MapWriter writer, string valueId)
    {
        (Attribution Map, int Index)[] maps =
        [
            .. all.SelectMany(map => Enumerable.Range(0, map.Targets.Count).Select(index => (map, index))),
        ];
        MapArtifact[] artifacts =
        [
            .. maps.Select(one =>
                writer.Write(one.Map, one.Index, MapCode.Call(one.Map.Method, one.Map.Options, one.Map.Targets[one.Index]))
            ),
        ];
        byte[] figure = Figure.SideBySide([.. maps.Take(64).Select(one => Heatmap.Paint(one.Map, one.Index))]);
        return new Display([
            new FormattedValue(MimeBundle.MapsType, JsonSerializer.Serialize(artifacts, Wire.Options)),
            new FormattedValue("image/png", Convert.ToBase64String(figure)),
            new FormattedValue("text/plain", string.Join("\n", all)),
        ])
        {
            Events = [.. artifacts.Select(map => new MapProduced(valueId, map))],
        };
    }
}
