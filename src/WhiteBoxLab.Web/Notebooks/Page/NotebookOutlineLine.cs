using System.Runtime.CompilerServices;
using WhiteBoxLab.Web.Notebooks.Document;

namespace WhiteBoxLab.Web.Notebooks.Page;

/// <summary>A heading of a notebook with the state of the code below it.</summary>
/// <param name="Cell">The cell to go to.</param>
/// <param name="Text">The heading.</param>
/// <param name="Depth">1 for the title, 2 for a section, ...</param>
/// <param name="Running">Whether code below it runs.</param>
/// <param name="Failed">Whether code below it has failed.</param>
/// <param name="Count">The last place in the order of runs below it, or null.</param>
/// <param name="Cells">The cells of code below it.</param>
public sealed record NotebookOutlineLine(
    string Cell,
    string Text,
    int Depth,
    bool Running,
    bool Failed,
    int? Count,
    IReadOnlyList<string> Cells
)
{
    private static readonly ConditionalWeakTable<string, (int Depth, string Text)[]> Known = new();

    /// <summary>The headings of a notebook.</summary>
    /// <param name="state">The notebook.</param>
    public static IReadOnlyList<NotebookOutlineLine> Of(NotebookState state)
    {
        List<NotebookOutlineLine> lines = [];
        foreach (Cell cell in state.Cells)
        {
            if (cell.Kind == "markdown")
                lines.AddRange(
                    Known
                        .GetValue(cell.Source, Headings)
                        .Select(heading => new NotebookOutlineLine(cell.Id, heading.Text, heading.Depth, false, false, null, []))
                );
            else if (cell.IsCode && lines is [.., var last])
                lines[^1] = last with
                {
                    Running = last.Running || cell.Activity is CellActivity.Running,
                    Failed = last.Failed || cell.Succeeded is false,
                    Count = cell.ExecutionCount ?? last.Count,
                    Cells = [.. last.Cells, cell.Id],
                };
        }
        return lines;
    }

    private static (int, string)[] Headings(string source)
    {
        List<(int, string)> headings = [];
        bool code = false;
        foreach (string line in source.Split('\n'))
        {
            code ^= line.StartsWith("```", StringComparison.Ordinal);
            if (!code && line.StartsWith('#') && line.TrimStart('#') is var text && text.StartsWith(' '))
                headings.Add((Math.Min(line.Length - text.Length, 4), text.Trim()));
        }
        return [.. headings];
    }
}
