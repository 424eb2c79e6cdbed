using System.Text;
using System.Text.RegularExpressions;

namespace WhiteBoxLab.Kernel.Cells;

/// <summary>A stretch of a cell: code for one kernel, or a magic.</summary>
/// <param name="Line">Its first line in the cell, from 0.</param>
internal abstract record CellSegment(int Line);

/// <summary>Code for one kernel.</summary>
/// <param name="Kernel">The kernel, by its first name.</param>
/// <param name="Code">The code alone.</param>
/// <param name="Line">Its first line in the cell, from 0.</param>
internal sealed record CodeSegment(string Kernel, string Code, int Line) : CellSegment(Line)
{
    /// <summary>The code on the lines where it stands in its cell.</summary>
    public string InPlace => new string('\n', Line) + Code;
}

/// <summary>A line that is a magic: <c>#!name arguments</c>, <c>#r "..."</c>, <c>#i "..."</c> or <c>#load "..."</c>.</summary>
/// <param name="Name">Such as <c>#!time</c> or <c>#r</c>.</param>
/// <param name="Rest">What stands behind the name.</param>
/// <param name="Line">Its line in the cell, from 0.</param>
internal sealed record MagicSegment(string Name, string Rest, int Line) : CellSegment(Line);

/// <summary>Takes a cell apart.</summary>
internal static partial class CellSegments
{
    /// <summary>The kernels a cell can choose by <c>#!name</c>, with their other names.</summary>
    public static readonly IReadOnlyDictionary<string, string> Kernels = new Dictionary<string, string>(StringComparer.Ordinal)
    {
        ["csharp"] = "csharp",
        ["c#"] = "csharp",
        ["C#"] = "csharp",
        ["markdown"] = "markdown",
        ["md"] = "markdown",
        ["html"] = "html",
        ["mermaid"] = "mermaid",
        ["value"] = "value",
    };

    /// <summary>The stretches of a cell, in order; stretches of nothing but space are left out.</summary>
    /// <param name="code">The cell's text.</param>
    /// <param name="kernel">The kernel that the cell is for.</param>
    public static IReadOnlyList<CellSegment> Of(string code, string kernel = "csharp")
    {
        List<CellSegment> parts = [];
        StringBuilder text = new();
        int begin = 0,
            number = 0,
            at = 0,
            from = 0;
        foreach (string line in code.Split('\n'))
        {
            MagicSegment? magic = Magic(line, kernel, number);
            Inside inside = magic is not null && kernel == "csharp" ? InsideToken.At(code[from..], at - from) : Inside.Nothing;
            if (magic is not null && inside == Inside.Nothing)
            {
                Close(number + 1);
                kernel =
                    magic.Name.StartsWith("#!", StringComparison.Ordinal) && Kernels.TryGetValue(magic.Name[2..], out string? chosen)
                        ? chosen
                        : kernel;
                parts.Add(magic);
                from = Math.Min(code.Length, at + line.Length + 1);
            }
            else
            {
                text.Append(text.Length > 0 || number > begin ? "\n" : "").Append(inside == Inside.Off ? "" : line);
            }
            number++;
            at += line.Length + 1;
        }
        Close(number);
        return parts;

        void Close(int next)
        {
            if (!string.IsNullOrWhiteSpace(text.ToString()))
                parts.Add(new CodeSegment(kernel, text.ToString(), begin));
            text.Clear();
            begin = next;
        }
    }

    /// <summary>The C# of a cell, every sign in its place; all else is spaces.</summary>
    public static string CSharpOnly(string code)
    {
        if (!code.Contains('#', StringComparison.Ordinal))
            return code;
        string[] lines = code.Split('\n');
        bool[] kept = new bool[lines.Length];
        foreach (CodeSegment part in Of(code).OfType<CodeSegment>().Where(part => part.Kernel == "csharp"))
            kept.AsSpan(part.Line, part.Code.Count(sign => sign == '\n') + 1).Fill(true);
        return string.Join('\n', lines.Select((line, number) => kept[number] ? line : new string(' ', line.Length)));
    }

    // In Markdown and the like, only "#!name" is a magic.
    private static MagicSegment? Magic(string line, string kernel, int number)
    {
        Match match = (kernel == "csharp" ? AnyMagic() : KernelMagic()).Match(line);
        return match.Success ? new MagicSegment(match.Groups[1].Value, match.Groups[2].Value.Trim(), number) : null;
    }

    [GeneratedRegex(@"^\s*(#![^\s]*|#(?:r|i|load)(?=\s*""))(.*)$")]
    private static partial Regex AnyMagic();

    [GeneratedRegex(@"^\s*(#![a-zA-Z][^\s]*)(.*)$")]
    private static partial Regex KernelMagic();
}
