using System.Collections.Immutable;
using WhiteBoxLab.Web.Notebooks.Document;
using WhiteBoxLab.Web.Notebooks.Document.Operations;

namespace WhiteBoxLab.Web.Notebooks.Storage;

/// <summary>Makes a notebook out of its file and its journal, as it stood when the lab ended, however that came.</summary>
internal static class NotebookRecovery
{
    /// <summary>The notebook.</summary>
    /// <param name="file">The notebook as its file has it.</param>
    /// <param name="hash">The hash of the file.</param>
    /// <param name="journal">What the journal holds.</param>
    public static NotebookState Of(NotebookState file, string hash, IReadOnlyList<JournalEntry> journal)
    {
        JournalEntry? begin = journal.LastOrDefault(entry => entry.File?.Hash == hash);
        JournalEntry? last = begin ?? journal.LastOrDefault(entry => entry.File is not null);
        if (last is null)
            return file;
        NotebookState start = WithBin(file, journal, last);
        NotebookOperation[] done =
        [
            .. journal.Where(entry => entry.Operation is not null && entry.Number > last.Number).Select(entry => entry.Operation!),
        ];
        return Calm(
            begin is null && done.Length > 0 ? Merged(start, last.File!.Cells, done) : done.Aggregate(start, NotebookReducer.Apply)
        );
    }

    // The bin is written into a mark only when it changed.
    private static NotebookState WithBin(NotebookState state, IReadOnlyList<JournalEntry> journal, JournalEntry at) =>
        state with
        {
            Bin = journal
                .TakeWhile(entry => !ReferenceEquals(entry, at))
                .Append(at)
                .LastOrDefault(entry => entry.File?.Bin is not null)
                ?.File!.Bin
                ?? [],
            Conflicts = at.File!.Conflicts ?? [],
        };

    // The file was changed elsewhere while there were changes that only the journal has.
    private static NotebookState Merged(NotebookState file, ImmutableList<CellMark> before, NotebookOperation[] done)
    {
        ImmutableList<Cell> cells = CellMatching.WithIdsOf(before, file.Cells);
        HashSet<string> known = [.. before.Select(mark => mark.Id)];
        NotebookState old = file with
        {
            Cells = [.. before.Select(mark => cells.Find(cell => cell.Id == mark.Id) ?? Cell.New(mark.Id, "code"))],
        };
        NotebookState here = done.Aggregate(old, NotebookReducer.Apply);
        HashSet<Cell> untouched = new(old.Cells, ReferenceEqualityComparer.Instance);
        return here.Change(FileMerge.Of(here with { Cells = Calm(here).Cells }, before, file, cell => !untouched.Contains(cell)));
    }

    private static NotebookState Change(this NotebookState state, NotebookOperation operation) => operation.Apply(state);

    // Nothing runs any more.
    private static NotebookState Calm(NotebookState state) =>
        state.Running is not { } cut
            ? state
            : state.Next() with
            {
                Cells =
                [
                    .. state.Cells.Select(cell => cell.Activity is CellActivity.None ? cell : cell with { Activity = CellActivity.None }),
                ],
                Notice = $"The lab ended while cell {state.Cells.IndexOf(cut) + 1} ran. Its kernel is gone; what it had shown is kept.",
            };
}
