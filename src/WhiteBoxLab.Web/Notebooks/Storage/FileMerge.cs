using System.Collections.Immutable;
using WhiteBoxLab.Web.Notebooks.Document;
using WhiteBoxLab.Web.Notebooks.Document.Operations;

namespace WhiteBoxLab.Web.Notebooks.Storage;

/// <summary>
/// Brings a notebook and its file together after both were changed: cell by cell, by their ids. Nobody's work is dropped: where both
/// changed a cell, somebody is asked.
/// </summary>
public static class FileMerge
{
    /// <summary>What becomes of the notebook.</summary>
    /// <param name="here">The notebook.</param>
    /// <param name="before">The cells of the file when notebook and file were last the same.</param>
    /// <param name="there">The file as it is now.</param>
    /// <param name="changedHere">Whether a cell was changed here; null to compare it with <paramref name="before"/>.</param>
    public static NotebookOperation.TakeFile Of(
        NotebookState here,
        ImmutableList<CellMark> before,
        NotebookState there,
        Func<Cell, bool>? changedHere = null
    )
    {
        Dictionary<string, string> known = before.ToDictionary(mark => mark.Id, mark => mark.Hash, StringComparer.Ordinal);
        ImmutableList<Cell> theirs = CellMatching.WithIdsOf(before, there.Cells);
        Merging merge = new(
            here,
            known,
            theirs.ToDictionary(cell => cell.Id, StringComparer.Ordinal),
            changedHere ?? (cell => known.GetValueOrDefault(cell.Id) != CellMark.HashOf(cell))
        );
        string[] order = [.. before.Select(mark => mark.Id)];
        bool moved = !Common(theirs.Select(cell => cell.Id), order).SequenceEqual(Common(order, theirs.Select(cell => cell.Id)));
        (IEnumerable<string> main, IEnumerable<string> other) = moved
            ? (theirs.Select(cell => cell.Id), here.Cells.Select(cell => cell.Id))
            : (here.Cells.Select(cell => cell.Id), theirs.Select(cell => cell.Id));
        ImmutableList<Cell> cells = [.. Woven([.. main], [.. other]).Select(merge.Cell).OfType<Cell>()];
        return new(cells, there.Frame, there.Style, [.. merge.Binned], [.. merge.Conflicts], Sentence(merge.Conflicts.Count));
    }

    private static string Sentence(int conflicts) =>
        conflicts switch
        {
            0 => "The file was changed elsewhere. The changes are in.",
            1 => "The file was changed elsewhere. One cell was changed both there and here: choose below which to keep.",
            _ => $"The file was changed elsewhere. {conflicts} cells were changed both there and here: choose below which to keep.",
        };

    private static IEnumerable<string> Common(IEnumerable<string> ids, IEnumerable<string> others) => ids.Intersect(others);

    // The ids of one order, and among them those that only the other has, each behind the one it follows there.
    private static List<string> Woven(string[] main, string[] other)
    {
        List<string> woven = [.. main];
        for (int i = 0; i < other.Length; i++)
        {
            if (!woven.Contains(other[i]))
                woven.Insert(i == 0 ? 0 : woven.IndexOf(other[i - 1]) + 1, other[i]);
        }
        return woven;
    }

    private sealed class Merging(
        NotebookState here,
        Dictionary<string, string> known,
        Dictionary<string, Cell> theirs,
        Func<Cell, bool> changedHere
    )
    {
        public List<CellConflict> Conflicts { get; } = [];

        public List<BinnedCell> Binned { get; } = [];

        // The cell of both sides, or null where it goes.
        public Cell? Cell(string id) =>
            (here.Find(id), theirs.GetValueOrDefault(id)) switch
            {
                ({ } ours, { } their) => Choose(ours, their),
                ({ } ours, null) => known.ContainsKey(id) ? Left(ours) : ours,
                // deleted here, unless changed there
                (null, { } their) => !known.TryGetValue(id, out string? old) || old != CellMark.HashOf(their) ? their : null,
                _ => null,
            };

        private Cell Choose(Cell ours, Cell their)
        {
            string hash = CellMark.HashOf(their);
            if (hash == CellMark.HashOf(ours))
                return ours with { Rest = their.Rest }; // the file's own form, so that it is written as it was found
            if (known.GetValueOrDefault(their.Id) == hash)
                return ours;
            if (!changedHere(ours) && ours.Activity is CellActivity.None)
                return their with { Version = ours.Version + 1 };
            Conflicts.Add(new(ours.Id, their));
            return ours;
        }

        // Deleted there.
        private Cell? Left(Cell ours)
        {
            if (changedHere(ours) || ours.Activity is not CellActivity.None)
            {
                Conflicts.Add(new(ours.Id, null));
                return ours;
            }
            Binned.Add(new(here.Cells.IndexOf(ours), ours));
            return null;
        }
    }
}
