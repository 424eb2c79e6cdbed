using System.Globalization;
using System.Text;

namespace WhiteBoxLab.Tests;

/// <summary>docs/deviations.md: how far our maps are from the reference maps, case by network.</summary>
internal sealed class DeviationTable
{
    private const string Head = """
        # How far our maps are from the reference maps

        Relative L2 distance, ||ours - theirs|| / ||theirs||, of the worst sample of a case: in float64, then in float32.
        The reference maps were computed in float64 by independent libraries
        (or by a formula where `closed-form` is said) and rounded to float32, so that 3e-8 is as near as one can come.
        Where float32 is above 1e-4, the number in brackets says how well numbers in float32 define the map at all:
        how far the exact map (in float64) moves when the network's weights move by 2^-22 of themselves, about what a sum of some
        hundred float32 products is off. The list behind the table says why, case by case.
        Written by the tests, from the full set of reference maps, of which the repository holds a part:
        `WHITEBOXLAB_TEST_DATA=FOLDER WHITEBOXLAB_WRITE_DEVIATIONS=NETWORK|METHOD[,...]
        WhiteBoxLab.Tests -class WhiteBoxLab.Tests.DeviationTests`.

        """;

    private readonly SortedDictionary<(string Library, string Id), Dictionary<string, string>> rows = [];

    public static string Path => System.IO.Path.Combine(TestData.OfRepository, "..", "..", "docs", "deviations.md");

    /// <summary>The table as it is in the repository.</summary>
    public static DeviationTable Read()
    {
        DeviationTable table = new();
        if (!File.Exists(Path))
            return table;
        foreach (
            string[] cells in File.ReadLines(Path)
                .TakeWhile(l => !l.StartsWith("## ", StringComparison.Ordinal))
                .Where(l => l.StartsWith("| ", StringComparison.Ordinal))
                .Skip(1)
                .Select(l => l.Trim('|', ' ').Split(" | "))
        )
        foreach ((string network, string cell) in ReferenceNetworks.All.Zip(cells.Skip(2)).Where(c => c.Second != "-"))
            table[cells[0], cells[1], network] = cell;
        return table;
    }

    public string? this[string library, string id, string network]
    {
        get => rows.GetValueOrDefault((Of(library), id))?.GetValueOrDefault(network);
        set =>
            (
                rows.TryGetValue((Of(library), id), out Dictionary<string, string>? row)
                    ? row
                    : rows[(Of(library), id)] = new(StringComparer.Ordinal)
            )[network] = value!;
    }

    /// <summary>The repository keeps some cases of a library in files of their own, such as <c>zennit-two-passes</c>.</summary>
    public static string Of(string file) =>
        Array.Find(["captum", "deeplift", "grad-cam", "innvestigate", "pair", "zennit"], library =>
            file.StartsWith(library + "-", StringComparison.Ordinal)
        ) ?? file;

    /// <summary>Forgets a network's numbers, so that cases that are gone leave the table.</summary>
    public void Clear(string network)
    {
        foreach (Dictionary<string, string> row in rows.Values)
            row.Remove(network);
    }

    public static string Cell(double float64, double float32, double? uncertainty = null) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{float64:0e+0} / {float32:0e+0}"
                + $"{(uncertainty is { } moved ? string.Create(CultureInfo.InvariantCulture, $" ({moved:0e+0})") : "")}"
        );

    /// <summary>The cells above four digits in float32.</summary>
    public IEnumerable<(string Library, string Id, string Network, double Float32, double Uncertainty)> Above =>
        from row in rows
        from cell in row.Value
        where cell.Value.Contains('(', StringComparison.Ordinal)
        let numbers = Numbers(cell.Value)
        select (row.Key.Library, row.Key.Id, cell.Key, numbers[1], numbers[2]);

    private static double[] Numbers(string cell) =>
        [
            .. cell.Split(['/', '(', ')', ' '], StringSplitOptions.RemoveEmptyEntries)
                .Select(n => double.Parse(n, CultureInfo.InvariantCulture)),
        ];

    public void Write(IEnumerable<(LeftOut Reason, int Count)> leftOut)
    {
        StringBuilder text = new(Head);
        text.Append(
            CultureInfo.InvariantCulture,
            $"| library | case | {string.Join(" | ", ReferenceNetworks.All)} | worst |\n|---|---|"
                + $"{string.Concat(ReferenceNetworks.All.Select(_ => "---|"))}---|\n"
        );
        foreach (((string library, string id), Dictionary<string, string> row) in rows.Where(r => r.Value.Count > 0))
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {library} | {id} | {string.Join(" | ", ReferenceNetworks.All.Select(n => row.GetValueOrDefault(n, "-")))} | "
                    + $"{Worst(row.Values)} |\n"
            );
        text.Append("\n## Above 1e-4 in float32\n\n| case | float32 | defined to | why |\n|---|---|---|---|\n");
        foreach ((string library, string id, string network, double single, double uncertainty) in Above)
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {network}/{library}/{id} | {single:0e+0} | {uncertainty:0e+0} | {Why(library, id)} |\n"
            );
        text.Append("\n## Left out\n\n| method | cases | how many | why |\n|---|---|---|---|\n");
        foreach ((LeftOut reason, int count) in leftOut)
            text.Append(
                CultureInfo.InvariantCulture,
                $"| {reason.Method} | {reason.Cases.Replace("*", "\\*", StringComparison.Ordinal)} | {count} | {reason.Why} |\n"
            );
        File.WriteAllText(Path, text.ToString());
    }

    private static string Worst(IEnumerable<string> cells)
    {
        double[][] numbers = [.. cells.Select(Numbers)];
        return Cell(numbers.Max(n => n[0]), numbers.Max(n => n[1]));
    }

    private static string Why(string library, string id) =>
        id switch
        {
            _ when id.Contains("integrated-gradients", StringComparison.Ordinal) =>
                "At a point of the way a gate is within rounding of its edge.",
            _ when id.Contains("plus-plus", StringComparison.Ordinal) => "The weights' denominators 2 g^2 + sum(A) g^3 are near zero.",
            _ when id.Contains("guided", StringComparison.Ordinal)
                    || id.Contains("deconvnet", StringComparison.Ordinal)
                    || (library is "captum" or "grad-cam" && !id.StartsWith("lrp-", StringComparison.Ordinal)) =>
                "A gate within rounding of its edge opens or shuts, and the gradient behind it takes another way.",
            _ when id.StartsWith("lrp-z-plus", StringComparison.Ordinal)
                    || id.StartsWith("lrp-alpha1", StringComparison.Ordinal)
                    || id.StartsWith("lrp-gamma", StringComparison.Ordinal) =>
                "The library's rule in one branch: behind signed inputs denominators of either sign pass near zero.",
            _ when id is "flat" or "w-square" =>
                "All layers share without looking at their inputs: relevance reaches sums and means whose outputs are near "
                    + "zero, and is divided by them.",
            _ => "A layer's output or a sum is near zero, and the relevance that arrived there is divided by it.",
        };
}
