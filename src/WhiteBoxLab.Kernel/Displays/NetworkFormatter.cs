using System.Text;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Displays;

/// <summary>Shows a network as a graph of its layers; of a deep one, the first and the last.</summary>
internal sealed class NetworkFormatter : DisplayFormatter
{
    private const int MostLayers = 60;

    public override int Rank => 35;

    public override Display? Show(object value, DisplayMaker displays, string? valueId) =>
        value is Network network
            ? new Display([new FormattedValue("text/vnd.mermaid", Graph(network)), new FormattedValue("text/plain", Lines(network))])
            : null;

    private static string Graph(Network network)
    {
        IReadOnlyList<Layer> layers = network.Layers;
        bool whole = layers.Count <= MostLayers;
        int[] shown =
        [
            .. Enumerable
                .Range(0, layers.Count)
                .Where(place => whole || place < MostLayers / 2 || place >= layers.Count - (MostLayers / 2)),
        ];
        Dictionary<string, string> ids = shown.ToDictionary(place => layers[place].Name, place => $"n{place}", StringComparer.Ordinal);
        StringBuilder text = new("flowchart TD\n  input([\"input ");
        text.Append(string.Join(" x ", network.InputShape)).Append("\"])\n");
        if (!whole)
            text.Append("  more([\"... ").Append(layers.Count - shown.Length).Append(" more layers ...\"])\n");
        foreach (int place in shown)
            text.Append("  n").Append(place).Append("[\"").Append(Label(network, layers[place])).Append("\"]\n");
        foreach (
            (string from, string to) in shown
                .SelectMany(place => layers[place].Inputs.Select(input => (Id(input), $"n{place}")))
                .Concat(whole ? [] : [($"n{(MostLayers / 2) - 1}", "more")])
                .Distinct()
        )
            text.Append("  ").Append(from).Append(" --> ").Append(to).Append('\n');
        return text.ToString();

        string Id(string name) => name == "input" ? "input" : ids.GetValueOrDefault(name, "more");
    }

    private static string Label(Network network, Layer layer) =>
        $"{layer.Name.Replace("\"", "'", StringComparison.Ordinal)}<br/>{layer.Op} {string.Join(" x ", network.ShapeOf(layer.Name))}";

    private static string Lines(Network network) =>
        $"{network}, outputs: {Kebab.Of(network.Outputs)}\n"
        + $"{string.Join("\n", network.Layers.Select(layer =>
            $"  {layer.Name}: {layer.Op} [{string.Join(", ", network.ShapeOf(layer.Name))}] <- {string.Join(", ", layer.Inputs)}"))}";
}
