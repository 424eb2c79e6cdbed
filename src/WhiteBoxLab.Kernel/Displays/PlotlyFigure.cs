using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace WhiteBoxLab.Kernel.Displays;

/// <summary>A figure of Plotly: traces and a layout.</summary>
/// <param name="Data">The traces.</param>
/// <param name="Layout">The layout.</param>
internal sealed partial record PlotlyFigure(JsonArray Data, JsonObject Layout)
{
    private static readonly string[] Drawable = ["scatter", "scattergl", "bar", "histogram"];

    /// <summary>The figure in the script of a page, where it stands as <c>var data = [...]; var layout = {...};</c>; null where there is
    /// none.</summary>
    public static PlotlyFigure? In(string html) =>
        Value(html, DataBegin()) is JsonArray data ? new PlotlyFigure(data, Value(html, LayoutBegin()) as JsonObject ?? []) : null;

    /// <summary>The figure as a notebook's file has it.</summary>
    public string ToJson() => new JsonObject { ["data"] = Data.DeepClone(), ["layout"] = Layout.DeepClone() }.ToJsonString();

    /// <inheritdoc/>
    public override string ToString() =>
        $"A chart{(Title is { Length: > 0 } title ? $" of {title}" : "")}: " + string.Join(", ", Data.OfType<JsonObject>().Select(Said));

    private static string Said(JsonObject trace) =>
        (string?)trace["name"] is { Length: > 0 } name ? $"{TypeOf(trace)} ({name})" : TypeOf(trace);

    /// <summary>The figure as a plot of the lab; null where that does not have what the figure shows.</summary>
    public Plot? Drawn()
    {
        JsonObject[] traces = [.. Data.OfType<JsonObject>()];
        if (traces.Length == 0 || !traces.All(trace => Drawable.Contains(TypeOf(trace)) && (string?)trace["orientation"] != "h"))
            return null;
        string[] names = [.. traces.SelectMany(trace => Texts(trace["x"])).Distinct(StringComparer.Ordinal)];
        Plot? plot = null;
        foreach (JsonObject trace in traces)
        {
            if (Series(trace, names) is not { } series)
                return null;
            plot = plot is null ? series : plot.And(series);
        }
        return plot?.Titled(Title ?? "").WithNames(names);
    }

    private string? Title =>
        Layout["title"] switch
        {
            JsonObject title => (string?)title["text"],
            JsonValue text when text.TryGetValue(out string? title) => title,
            _ => null,
        };

    private static string TypeOf(JsonObject trace) => (string?)trace["type"] ?? "scatter";

    private static Plot? Series(JsonObject trace, string[] names)
    {
        string name = (string?)trace["name"] ?? "",
            mode = (string?)trace["mode"] ?? "lines";
        if (TypeOf(trace) == "histogram")
            return Numbers(trace["x"], []) is { Length: > 0 } values ? Plot.Histogram(values) : null;
        if (Numbers(trace["y"], []) is not { } y)
            return null;
        if (
            (trace["x"] is null ? [.. Enumerable.Range(0, y.Length).Select(place => (double)place)] : Numbers(trace["x"], names))
                is not { } x
            || x.Length != y.Length
        )
            return null;
        if (TypeOf(trace) == "bar")
            return Plot.Bar(x, y, name);
        return mode.Contains("lines", StringComparison.Ordinal) ? Plot.Line(x, y, name) : Plot.Scatter(x, y, name);
    }

    private static IEnumerable<string> Texts(JsonNode? values) =>
        (values as JsonArray ?? [])
            .OfType<JsonValue>()
            .Where(value => value.GetValueKind() == JsonValueKind.String)
            .Select(value => value.GetValue<string>());

    // Numbers as they are, names by their places; null where there is something else.
    private static double[]? Numbers(JsonNode? values, string[] names)
    {
        if (values is not JsonArray all)
            return null;
        double?[] numbers =
        [
            .. all.Select(value =>
                value switch
                {
                    null => double.NaN,
                    JsonValue number when number.GetValueKind() == JsonValueKind.Number => double.Parse(
                        number.ToJsonString(),
                        CultureInfo.InvariantCulture
                    ),
                    JsonValue text
                        when text.GetValueKind() == JsonValueKind.String
                            && Array.IndexOf(names, text.GetValue<string>()) is >= 0 and var place => (double?)place,
                    _ => null,
                }
            ),
        ];
        return numbers.Any(number => number is null) ? null : [.. numbers.Select(number => number!.Value)]; // none is null, see before
    }

    private static JsonNode? Value(string html, Regex begin)
    {
        if (begin.Match(html) is not { Success: true } found)
            return null;
        try
        {
            byte[] rest = Encoding.UTF8.GetBytes(html[(found.Index + found.Length)..]);
            Utf8JsonReader reader = new(rest, isFinalBlock: false, default); // what follows is script
            return JsonNode.Parse(ref reader);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"\bvar\s+data\s*=\s*(?=\[)")]
    private static partial Regex DataBegin();

    [GeneratedRegex(@"\bvar\s+layout\s*=\s*(?=\{)")]
    private static partial Regex LayoutBegin();
}
