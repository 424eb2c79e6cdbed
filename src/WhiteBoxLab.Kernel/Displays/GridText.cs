using System.Globalization;

namespace WhiteBoxLab.Kernel.Displays;

/// <summary>Rows and columns as text, one line a row, each column as wide as it needs.</summary>
internal static class GridText
{
    private const int MostRows = 20,
        Widest = 30;

    /// <summary>The text; of many rows the first.</summary>
    public static string Of(IReadOnlyList<object> rows, IReadOnlyList<Member> columns, int total)
    {
        string[][] lines =
        [
            [.. columns.Select(column => Cut(column.Name))],
            .. rows.Take(MostRows).Select(row => columns.Select(column => Cut(column.Show(row, Word, name => name))).ToArray()),
        ];
        int[] widths = [.. Enumerable.Range(0, columns.Count).Select(place => lines.Max(line => line[place].Length))];
        string text = string.Join(
            '\n',
            lines.Select(line => string.Join("  ", line.Select((cell, place) => cell.PadRight(widths[place]))).TrimEnd())
        );
        return total > MostRows ? string.Create(CultureInfo.InvariantCulture, $"{text}\n... {total:N0} rows in all") : text;
    }

    private static string Word(object? value) => value as string ?? PlainText.Summary(value);

    private static string Cut(string text) => text.Length <= Widest ? text : text[..(Widest - 3)] + "...";
}
