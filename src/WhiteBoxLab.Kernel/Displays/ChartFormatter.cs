using System.Reflection;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Displays;

/// <summary>
/// Shows the charts of Plotly.NET and XPlot, and of whatever else writes itself as HTML that way, without knowing those libraries. Their
/// HTML asks the network for its script, so where lines, points and bars say it all the chart is drawn as well; where not, the script is
/// taken into it, which some of them can.
/// </summary>
internal sealed class ChartFormatter : DisplayFormatter
{
    private const string PlotlyType = "application/vnd.plotly.v1+json";

    private static readonly string[] Writers = ["GetInlineHtml", "toChartHTML", "ToChartHTML"],
        WholeWriters = ["toEmbeddedHTML", "ToEmbeddedHTML"];

    public override int Rank => 44;

    public override Display? Show(object value, DisplayMaker displays, string? valueId)
    {
        if (HtmlOf(value, Writers) is not { } html)
            return null;
        PlotlyFigure? figure = PlotlyFigure.In(html);
        List<FormattedValue> forms = [];
        if (figure is not null)
            forms.Add(new FormattedValue(PlotlyType, figure.ToJson()));
        Plot? drawn = figure?.Drawn();
        if (drawn is not null)
            forms.Add(new FormattedValue("image/svg+xml", drawn.ToSvg()));
        forms.Add(new FormattedValue("text/html", drawn is null ? HtmlOf(value, WholeWriters) ?? html : html));
        return new Display([
            .. forms,
            new FormattedValue("text/plain", figure?.ToString() ?? $"A chart, {PlainText.NameOf(value.GetType())}"),
        ]);
    }

    // By a method of its own, or, as F# has it, by a function beside its type that takes it.
    private static string? HtmlOf(object value, string[] writers)
    {
        Type type = value.GetType();
        if (type.IsPrimitive || value is string || type.Assembly == typeof(object).Assembly)
            return null;
        if (type.GetMethods().FirstOrDefault(method => writers.Contains(method.Name) && !method.IsStatic && IsText(method, 0)) is { } own)
            return (string?)own.Invoke(value, null);
        IEnumerable<MethodInfo> beside = BasesOf(type)
            .Where(one => one.Name.Contains("Chart", StringComparison.Ordinal))
            .SelectMany(one => FunctionsFor(one, writers));
        return (string?)beside.FirstOrDefault()?.Invoke(null, [value]);
    }

    private static IEnumerable<MethodInfo> FunctionsFor(Type chart, string[] writers) =>
        chart
            .Assembly.GetExportedTypes()
            .Where(type => type == chart || type.Name.StartsWith(chart.Name, StringComparison.Ordinal))
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public))
            .Where(method =>
                writers.Contains(method.Name) && IsText(method, 1) && method.GetParameters()[0].ParameterType.IsAssignableFrom(chart)
            );

    private static bool IsText(MethodInfo method, int parameters) =>
        method.ReturnType == typeof(string) && !method.IsGenericMethod && method.GetParameters().Length == parameters;

    private static IEnumerable<Type> BasesOf(Type type)
    {
        for (Type? one = type; one is not null && one != typeof(object); one = one.BaseType)
            yield return one;
    }
}
