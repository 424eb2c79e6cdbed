using System.Collections.Immutable;
using WhiteBoxLab.Web.Notebooks.Document;

namespace WhiteBoxLab.Web.Notebooks.Storage;

/// <summary>
/// Finds the cells of a file without ids again: equal ones by their content, a changed one by standing between the same neighbours.
/// </summary>
internal static class CellMatching
{
    /// <summary>The cells with the ids they had before. Cells whose file has ids keep them.</summary>
    /// <param name="before">The cells before.</param>
    /// <param name="cells">The cells now.</param>
    public static ImmutableList<Cell> WithIdsOf(ImmutableList<CellMark> before, ImmutableList<Cell> cells)
    {
        if (cells.Exists(cell => cell.Rest.ContainsKey("id")))
            return cells;
        string?[] ids = [.. ByContent(before, cells)];
        FillGaps(ids, before);
        HashSet<string> taken = [.. ids.OfType<string>()];
        return [.. cells.Select((cell, i) => cell with { Id = ids[i] ?? Free(cell.Id, taken) })];
    }

    private static IEnumerable<string?> ByContent(ImmutableList<CellMark> before, ImmutableList<Cell> cells)
    {
        ILookup<string, string> known = before.ToLookup(mark => mark.Hash, mark => mark.Id);
        Dictionary<string, int> used = new(StringComparer.Ordinal);
        foreach (Cell cell in cells)
        {
            string hash = CellMark.HashOf(cell);
            int number = used[hash] = used.GetValueOrDefault(hash, -1) + 1;
            yield return known[hash].ElementAtOrDefault(number);
        }
    }

    // As many unknown cells in a row as are missing between the same neighbours are those, changed.
    private static void FillGaps(string?[] ids, ImmutableList<CellMark> before)
    {
        for (int from = 0, to; from < ids.Length; from = to + 1)
        {
            to = from;
            while (to < ids.Length && ids[to] is null)
                to++;
            int first = from == 0 ? 0 : before.FindIndex(mark => mark.Id == ids[from - 1]) + 1;
            int last = to == ids.Length ? before.Count : before.FindIndex(mark => mark.Id == ids[to]);
            for (int i = from; to - from == last - first && i < to; i++)
                ids[i] = ids.Contains(before[first + i - from].Id) ? null : before[first + i - from].Id;
        }
    }

    private static string Free(string id, HashSet<string> taken)
    {
        string free = id;
        for (int number = 2; !taken.Add(free); number++)
            free = $"{id}-{number}";
        return free;
    }
}
