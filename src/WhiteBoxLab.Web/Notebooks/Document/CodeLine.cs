namespace WhiteBoxLab.Web.Notebooks.Document;

/// <summary>One line of a cell's code, short enough to stand in a sentence.</summary>
public static class CodeLine
{
    private const int Longest = 60;

    /// <summary>The first line that says something: no comment, where there is another.</summary>
    /// <param name="code">The code.</param>
    public static string First(string code)
    {
        string[] lines = [.. code.Split('\n').Select(Short).Where(line => line.Length > 0)];
        return Array.Find(lines, line => !line.StartsWith("//", StringComparison.Ordinal)) ?? lines.FirstOrDefault() ?? "";
    }

    /// <summary>A line by its number, without the blanks around it; empty where there is none.</summary>
    /// <param name="code">The code.</param>
    /// <param name="number">The number, from 1.</param>
    public static string At(string code, int number) => Short(code.Split('\n').ElementAtOrDefault(number - 1) ?? "");

    private static string Short(string line) =>
        line.Trim() is { Length: > Longest } cut ? $"{WholeCharacters.Beginning(cut, Longest)}…" : line.Trim();
}
