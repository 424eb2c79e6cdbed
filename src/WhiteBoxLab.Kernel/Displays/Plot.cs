using System.Globalization;
using System.Net;
using System.Text;

namespace WhiteBoxLab;

/// <summary>
/// A small plot for notebooks: <c>Plot.Line(losses)</c> as the last expression of a cell shows it. Lines, points and bars share one pair of
/// axes; for more there are chart libraries, and
/// what they make is shown as well where it has a method such as <c>ToSvg</c> or <c>ToPng</c>.
/// </summary>
public sealed class Plot
{
    private const double Width = 560,
        Height = 300,
        Left = 58,
        Right = 14,
        Top = 30,
        Bottom = 34;

    private static readonly string[] Colours = ["#3b6fb6", "#c8553d", "#4c956c", "#8a5a9e", "#b08900", "#5f6b76"];

    private readonly List<Series> all = [];
    private string title = "";
    private IReadOnlyList<string> names = [];

    private Plot() { }

    private enum Kind
    {
        Line,
        Points,
        Bars,
    }

    /// <summary>A line through values at 0, 1, 2, ...</summary>
    /// <param name="values">The values; those that are not finite leave a gap.</param>
    /// <param name="name">Its name in the legend; empty for none.</param>
    public static Plot Line(IEnumerable<double> values, string name = "") => new Plot().AndLine(values, name);

    /// <summary>A line through points.</summary>
    /// <param name="x">Where the points are.</param>
    /// <param name="y">Their values, as many.</param>
    /// <param name="name">Its name in the legend; empty for none.</param>
    /// <exception cref="ArgumentException">There are not as many of one as of the other.</exception>
    public static Plot Line(IEnumerable<double> x, IEnumerable<double> y, string name = "") => new Plot().And(Kind.Line, x, y, name);

    /// <summary>Points.</summary>
    /// <param name="x">Where the points are.</param>
    /// <param name="y">Their values, as many.</param>
    /// <param name="name">Their name in the legend; empty for none.</param>
    /// <exception cref="ArgumentException">There are not as many of one as of the other.</exception>
    public static Plot Scatter(IEnumerable<double> x, IEnumerable<double> y, string name = "") => new Plot().And(Kind.Points, x, y, name);

    /// <summary>Bars from 0.</summary>
    /// <param name="x">Where the bars stand.</param>
    /// <param name="y">Their heights, as many.</param>
    /// <param name="name">Their name in the legend; empty for none.</param>
    /// <exception cref="ArgumentException">There are not as many of one as of the other.</exception>
    public static Plot Bar(IEnumerable<double> x, IEnumerable<double> y, string name = "") => new Plot().And(Kind.Bars, x, y, name);

    /// <summary>How often values occur.</summary>
    /// <param name="values">The values; those that are not finite are left out.</param>
    /// <param name="bins">In how many stretches of equal width, from 1; 20 unless told otherwise.</param>
    /// <exception cref="ArgumentOutOfRangeException">There are fewer than one stretch.</exception>
    public static Plot Histogram(IEnumerable<double> values, int bins = 20)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(bins, 1);
        double[] finite = [.. values.Where(double.IsFinite)];
        double low = finite.DefaultIfEmpty(0).Min(),
            width = Math.Max(double.Epsilon, (finite.DefaultIfEmpty(1).Max() - low) / bins);
        double[] counts = new double[bins];
        foreach (double value in finite)
            counts[Math.Clamp((int)((value - low) / width), 0, bins - 1)]++;
        return Bar(Enumerable.Range(0, bins).Select(bin => low + ((bin + 0.5) * width)), counts);
    }

    /// <summary>The same plot with one more line through values at 0, 1, 2, ...</summary>
    /// <param name="values">The values.</param>
    /// <param name="name">Its name in the legend; empty for none.</param>
    public Plot AndLine(IEnumerable<double> values, string name = "")
    {
        double[] y = [.. values];
        return And(Kind.Line, Enumerable.Range(0, y.Length).Select(place => (double)place), y, name);
    }

    /// <summary>The same plot with a title.</summary>
    /// <param name="text">The title.</param>
    public Plot Titled(string text)
    {
        title = text;
        return this;
    }

    // The series of another plot in the same axes.
    internal Plot And(Plot other)
    {
        all.AddRange(other.all);
        return this;
    }

    // Names in the place of the numbers 0, 1, 2, ... across.
    internal Plot WithNames(IReadOnlyList<string> across)
    {
        names = across;
        return this;
    }

    /// <summary>The plot as SVG.</summary>
    public string ToSvg()
    {
        Scale x = Scale.Over(all.SelectMany(one => one.X).Concat(names.Count > 0 ? [-0.5, names.Count - 0.5] : []), Left, Width - Right),
            y = Scale.Over(all.SelectMany(one => one.Kind == Kind.Bars ? one.Y.Append(0) : one.Y), Height - Bottom, Top);
        StringBuilder svg = new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" width=\"{Width}\" role=\"img\" "
                    + $"aria-label=\"{WebUtility.HtmlEncode(title.Length > 0 ? title : "A plot")}\" font-family=\"sans-serif\" "
                    + $"font-size=\"11\" fill=\"currentColor\">"
            )
        );
        svg.Append(
            string.Create(
                CultureInfo.InvariantCulture,
                $"<text x=\"{Width / 2}\" y=\"16\" text-anchor=\"middle\" font-size=\"12\">{WebUtility.HtmlEncode(title)}</text>"
            )
        );
        foreach (double tick in y.Ticks())
            svg.Append(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"<line x1=\"{Left}\" x2=\"{Width - Right}\" y1=\"{y.Of(tick):F1}\" y2=\"{y.Of(tick):F1}\" "
                        + $"stroke=\"currentColor\" stroke-opacity=\"0.15\"/><text x=\"{Left - 6}\" y=\"{y.Of(tick) + 4:F1}\" "
                        + $"text-anchor=\"end\">{tick:G5}</text>"
                )
            );
        foreach (
            (double tick, string word) in names.Count > 0
                ? names.Select((name, place) => ((double)place, name))
                : x.Ticks().Select(tick => (tick, string.Create(CultureInfo.InvariantCulture, $"{tick:G5}")))
        )
            svg.Append(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"<text x=\"{x.Of(tick):F1}\" y=\"{Height - Bottom + 16}\" text-anchor=\"middle\">{WebUtility.HtmlEncode(word)}</text>"
                )
            );
        for (int place = 0; place < all.Count; place++)
            Draw(all[place], Colours[place % Colours.Length], place, x, y, svg);
        return svg.Append("</svg>").ToString();
    }

    /// <inheritdoc/>
    public override string ToString() =>
        $"A plot{(title.Length > 0 ? " of " + title : "")}: "
        + $"{string.Join(", ", all.Select(one =>
            $"{one.X.Length} {one.Kind switch { Kind.Line => "points of a line", Kind.Points => "points",
                _ => "bars" }}{(one.Name.Length > 0 ? $" ({one.Name})" : "")}"))}";

    private static void Draw(Series one, string colour, int place, Scale x, Scale y, StringBuilder svg)
    {
        if (one.Kind == Kind.Line)
            svg.Append(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"<path d=\"{Path(one, x, y)}\" fill=\"none\" stroke=\"{colour}\" stroke-width=\"1.6\"/>"
                )
            );
        double half = Math.Max(0.5, (Width - Left - Right) / Math.Max(1, one.X.Length) * 0.45);
        for (int i = 0; i < one.X.Length && one.Kind != Kind.Line; i++)
        {
            if (!double.IsFinite(one.X[i]) || !double.IsFinite(one.Y[i]))
                continue;
            double across = x.Of(one.X[i]),
                up = y.Of(one.Y[i]),
                zero = y.Of(0);
            svg.Append(
                one.Kind == Kind.Points
                    ? string.Create(
                        CultureInfo.InvariantCulture,
                        $"<circle cx=\"{across:F1}\" cy=\"{up:F1}\" r=\"2.5\" fill=\"{colour}\" fill-opacity=\"0.8\"/>"
                    )
                    : string.Create(
                        CultureInfo.InvariantCulture,
                        $"<rect x=\"{across - half:F1}\" y=\"{Math.Min(up, zero):F1}\" width=\"{2 * half:F1}\" height=\""
                            + $"{Math.Abs(up - zero):F1}\" fill=\"{colour}\"/>"
                    )
            );
        }
        if (one.Name.Length > 0)
            svg.Append(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"<text x=\"{Width - Right}\" y=\"{Top + 12 + (14 * place)}\" text-anchor=\"end\" fill=\"{colour}\">"
                        + $"{WebUtility.HtmlEncode(one.Name)}</text>"
                )
            );
    }

    private static string Path(Series one, Scale x, Scale y)
    {
        StringBuilder path = new();
        bool drawing = false;
        for (int i = 0; i < one.X.Length; i++)
        {
            bool finite = double.IsFinite(one.X[i]) && double.IsFinite(one.Y[i]);
            if (finite)
                path.Append(drawing ? "L" : "M")
                    .Append(string.Create(CultureInfo.InvariantCulture, $"{x.Of(one.X[i]):F1} {y.Of(one.Y[i]):F1}"));
            drawing = finite;
        }
        return path.ToString();
    }

    private Plot And(Kind kind, IEnumerable<double> x, IEnumerable<double> y, string name)
    {
        Series one = new(kind, [.. x], [.. y], name);
        if (one.X.Length != one.Y.Length)
            throw new ArgumentException($"There are {one.X.Length} places and {one.Y.Length} values. Give as many of one as of the other.");
        all.Add(one);
        return this;
    }

    private sealed record Series(Kind Kind, double[] X, double[] Y, string Name);

    private sealed record Scale(double Low, double High, double From, double To)
    {
        public static Scale Over(IEnumerable<double> values, double from, double to)
        {
            double[] finite = [.. values.Where(double.IsFinite)];
            double low = finite.DefaultIfEmpty(0).Min(),
                high = finite.DefaultIfEmpty(1).Max();
            double margin = high > low ? (high - low) * 0.04 : 0.5;
            return new Scale(low - margin, high + margin, from, to);
        }

        public double Of(double value) => From + ((value - Low) / (High - Low) * (To - From));

        public IEnumerable<double> Ticks()
        {
            double rough = (High - Low) / 5,
                power = Math.Pow(10, Math.Floor(Math.Log10(rough)));
            double step =
                power
                * (rough / power) switch
                {
                    < 1.5 => 1,
                    < 3.5 => 2,
                    < 7.5 => 5,
                    _ => 10,
                };
            for (double tick = Math.Ceiling(Low / step) * step; tick <= High; tick += step)
                yield return Math.Abs(tick) < step / 1e6 ? 0 : tick;
        }
    }
}
