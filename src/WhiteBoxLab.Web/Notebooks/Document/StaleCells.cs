namespace WhiteBoxLab.Web.Notebooks.Document;

/// <summary>
/// Finds the cells whose outputs no longer fit: their text changed after their run, or a cell above that they build on ran again or is out
/// of date itself.
/// </summary>
public static class StaleCells
{
    /// <summary>Why cells are out of date, by their ids; only cells that have run since the notebook was opened.</summary>
    /// <param name="state">The notebook.</param>
    /// <returns>For each such cell what changed: its text, or the names of what it builds on.</returns>
    public static IReadOnlyDictionary<string, string> Of(NotebookState state)
    {
        Dictionary<string, string> stale = [];
        Dictionary<string, Cell> makers = [];
        foreach (Cell cell in state.Cells.Where(cell => cell.IsCode))
        {
            if (cell is { RunNumber: { } run, Activity: CellActivity.None } && Why(cell, run, makers, stale) is { } why)
                stale[cell.Id] = why;
            foreach (string name in CellNames.Of(cell.Source).Made)
                makers[name] = cell;
        }
        return stale;
    }

    private static string? Why(Cell cell, long run, Dictionary<string, Cell> makers, Dictionary<string, string> stale)
    {
        if (cell.RanSource != cell.Source)
            return "edited after its run";
        string[] names =
        [
            .. CellNames
                .Of(cell.Source)
                .Needed.Where(name => makers.TryGetValue(name, out Cell? maker) && (maker.RunNumber > run || stale.ContainsKey(maker.Id)))
                .Order(StringComparer.Ordinal),
        ];
        return names.Length == 0 ? null : $"{string.Join(", ", names.Take(3))}{(names.Length > 3 ? ", …" : "")} changed after this run";
    }
}
