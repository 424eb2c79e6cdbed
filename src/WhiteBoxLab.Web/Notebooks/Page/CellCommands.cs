using System.Collections.Immutable;
using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Notebooks.Document;
using WhiteBoxLab.Web.Notebooks.Document.Operations;
using WhiteBoxLab.Web.Notebooks.Session;
using WhiteBoxLab.Web.Notebooks.Storage;
using static WhiteBoxLab.Web.Notebooks.Document.Operations.NotebookOperation;

namespace WhiteBoxLab.Web.Notebooks.Page;

/// <summary>
/// What the page's commands do to the cells of a notebook, in Jupyter's manner. The browser names the command and the chosen cells, and is
/// told which cell to choose next.
/// </summary>
/// <param name="session">The notebook.</param>
/// <param name="clipboard">What the visitor has cut or copied.</param>
public sealed class CellCommands(NotebookSession session, CellClipboard clipboard)
{
    private readonly Stack<IReadOnlyList<string>> deleted = [];

    private NotebookState State => session.State;

    /// <summary>Does a command.</summary>
    /// <param name="name">Its name, such as <c>insert-below</c>.</param>
    /// <param name="cells">The ids of the chosen cells, from the top.</param>
    /// <param name="argument">What else it needs: a kind, a place, a part.</param>
    /// <returns>The cells to choose; null to leave the choice as it is.</returns>
    public IReadOnlyList<string>? Do(string name, IReadOnlyList<string> cells, string? argument) =>
        Do(name, cells, argument, cells.Count > 0 ? cells[0] : null, cells.Count > 0 ? cells[^1] : State.Cells.LastOrDefault()?.Id);

    private IReadOnlyList<string>? Do(string name, IReadOnlyList<string> cells, string? argument, string? first, string? last) =>
        name switch
        {
            "insert-above" => Insert(Before(first), argument ?? "code"),
            "insert-below" => Insert(last, argument ?? "code"),
            "copy" => Copy(cells),
            "cut" => Copy(cells) ?? Delete(cells),
            "paste-above" => Paste(Before(first)),
            "paste-below" => Paste(last),
            "duplicate" => Put(Found(cells).Select(CellClipboard.CopyOf), last),
            "delete" => Delete(cells),
            "undo" => Undo(),
            "restore" => Restored(argument),
            "empty-bin" => After(new EmptyBin()),
            "turn" => After([.. cells.Select(cell => new Turn(cell, argument ?? "code"))]),
            "heading" => Head(cells, int.TryParse(argument, out int depth) ? depth : 1),
            "merge" => Merge(cells),
            "split" => Split(first, argument),
            "move-up" => After([.. first is not null && Place(first) > 0 ? cells.Select(cell => new Move(cell, -1)) : []]),
            "move-down" => After([
                .. last is not null && Place(last) < State.Cells.Count - 1 ? cells.Reverse().Select(cell => new Move(cell, 1)) : [],
            ]),
            "move-before" => MoveBefore(cells, argument),
            "fold-source" => Fold(cells, CellPart.Source),
            "fold-outputs" => Fold(cells, CellPart.Outputs),
            "fold-all" => Fold(cells, CellPart.All),
            "scroll-outputs" => Fold(cells, CellPart.OutputsBelow),
            "hide-all-sources" => After([
                .. Code.Where(cell => !cell.IsAway(CellPart.Source)).Select(cell => new Fold(cell.Id, CellPart.Source, true)),
            ]),
            "show-all-sources" => After([
                .. Code.Where(cell => cell.IsAway(CellPart.Source)).Select(cell => new Fold(cell.Id, CellPart.Source, false)),
            ]),
            "parameters" => After([.. Found(cells).Take(1).Select(cell => new Tag(cell.Id, ParameterReader.Tag, !cell.IsParameters))]),
            "clear" => After([.. cells.Select(cell => new ClearOutputs(cell))]),
            "clear-all" => After(new ClearOutputs()),
            "run" => Run(cells),
            "run-all" => Run(Code.Select(cell => cell.Id)),
            "run-above" => Run(Code.TakeWhile(cell => cell.Id != first).Select(cell => cell.Id)),
            "run-below" => Run(Code.SkipWhile(cell => Place(cell.Id) < Place(first)).Select(cell => cell.Id)),
            "run-rest" => Run(State.Stopped?.Rest ?? []),
            "run-stale" => Run(StaleCells.Of(State).Keys),
            _ => null,
        };

    private IEnumerable<Cell> Code => State.Cells.Where(cell => cell.IsCode);

    private int Place(string? id) => State.Cells.FindIndex(cell => cell.Id == id);

    private string? Before(string? id) => Place(id) is > 0 and var place ? State.Cells[place - 1].Id : null;

    private List<Cell> Found(IEnumerable<string> cells) => [.. cells.Select(State.Find).OfType<Cell>()];

    private IReadOnlyList<string>? After(params NotebookOperation[] operations)
    {
        foreach (NotebookOperation operation in operations)
            session.Do(operation);
        return null;
    }

    private string[] Insert(string? after, string kind)
    {
        string id = NotebookFile.NewId();
        session.Do(new Insert(id, kind, after));
        return [id];
    }

    private IReadOnlyList<string>? Copy(IReadOnlyList<string> cells)
    {
        clipboard.Take(Found(cells));
        return null;
    }

    private List<string>? Paste(string? after) => clipboard.IsEmpty ? null : Put(clipboard.Copies(), after);

    private List<string> Put(IEnumerable<Cell> copies, string? after)
    {
        ImmutableList<Cell> cells = [.. copies];
        session.Do(new Put(cells, after));
        return [.. cells.Select(cell => cell.Id)];
    }

    private string[]? Delete(IReadOnlyList<string> cells)
    {
        int place = cells is [var first, ..] ? Place(first) : 0;
        foreach (string cell in cells.Reverse()) // so that each comes back to where it was
            session.Do(new Delete(cell));
        deleted.Push([.. cells.Where(cell => State.Find(cell) is null)]);
        return State.Cells.IsEmpty ? Insert(null, "code") : [State.Cells[Math.Clamp(place, 0, State.Cells.Count - 1)].Id];
    }

    // What this visitor deleted last, and without that what anybody did.
    private string[]? Undo()
    {
        while (deleted.TryPop(out IReadOnlyList<string>? last))
        {
            string[] back = [.. last.Where(id => State.Bin.Any(binned => binned.Cell.Id == id))];
            foreach (string id in back)
                session.Do(new Restore(id));
            if (back.Length > 0)
                return back;
        }
        return Restored(State.Bin is [.., var binned] ? binned.Cell.Id : null);
    }

    private string[]? Restored(string? id)
    {
        if (id is null)
            return null;
        session.Do(new Restore(id));
        return [id];
    }

    private IReadOnlyList<string>? Head(IReadOnlyList<string> cells, int depth)
    {
        foreach (Cell cell in Found(cells))
        {
            session.Do(new Turn(cell.Id, "markdown"));
            session.Do(new Edit(cell.Id, $"{new string('#', depth)} {cell.Source.TrimStart().TrimStart('#').TrimStart()}"));
        }
        return null;
    }

    // One cell is merged with the one below it, several with one another.
    private string[]? Merge(IReadOnlyList<string> cells)
    {
        IReadOnlyList<string> all =
            cells is [var one] && Place(one) < State.Cells.Count - 1 ? [one, State.Cells[Place(one) + 1].Id] : cells;
        foreach (string cell in all.Skip(1))
            session.Do(new Merge(all[0], cell));
        deleted.Clear(); // what Z would bring back now stands in the merged cell; the bin still has it
        return all.Count > 0 ? [all[0]] : null;
    }

    private string[]? Split(string? cell, string? at)
    {
        if (cell is null || !int.TryParse(at, out int place))
            return null;
        string id = NotebookFile.NewId();
        session.Do(new Split(cell, place, id));
        return State.Find(id) is null ? null : [id];
    }

    private IReadOnlyList<string>? MoveBefore(IReadOnlyList<string> cells, string? before)
    {
        if (before is not null && cells.Contains(before))
            return null;
        foreach (string cell in cells)
        {
            int from = Place(cell),
                to = before is null ? State.Cells.Count : Place(before);
            if (from >= 0 && to >= 0)
                session.Do(new Move(cell, (from < to ? to - 1 : to) - from));
        }
        return null;
    }

    private IReadOnlyList<string>? Fold(IReadOnlyList<string> cells, CellPart part)
    {
        bool away = Found(cells).Any(cell => !cell.IsAway(part));
        return After([.. cells.Select(cell => new Fold(cell, part, away))]);
    }

    private IReadOnlyList<string>? Run(IEnumerable<string> cells)
    {
        session.Run(cells.Where(id => State.Find(id) is { IsCode: true, Source: not "" }).ToList());
        return null;
    }
}
