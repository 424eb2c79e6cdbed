using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Notebooks.Document;
using WhiteBoxLab.Web.Notebooks.Session;

namespace WhiteBoxLab.Web.Notebooks.Editor;

/// <summary>
/// Keeps the kernel told of what the notebook's cells say, so that completion and the like know those above that have not run. Only what
/// has changed is sent.
/// </summary>
/// <param name="session">The notebook.</param>
public sealed class CellKnowledge(NotebookSession session)
{
    private static readonly Known Nothing = new(new Dictionary<string, string>(), []);
    private Known known = Nothing;

    /// <summary>A new kernel knows nothing.</summary>
    public void Forget() => known = Nothing;

    /// <summary>Tells the kernel what is new. What it did not take is told again the next time.</summary>
    /// <param name="state">The notebook as it stands.</param>
    public async Task TellAsync(NotebookState state)
    {
        Known before = known,
            now = new(state.Cells.ToDictionary(cell => cell.Id, TextOf), [.. state.Cells.Select(cell => cell.Id)]);
        Protocol.CellText[] changed =
        [
            .. now.Texts.Where(cell => !before.Has(cell)).Select(cell => new Protocol.CellText(cell.Key, cell.Value)),
        ];
        bool moved = !now.Order.SequenceEqual(before.Order);
        if (changed.Length == 0 && !moved)
            return;
        CommandResult told = await session.AskAsync(new KnowCells(changed, moved ? now.Order : null), _ => { });
        if (told.Succeeded && ReferenceEquals(known, before))
            known = now;
    }

    private static string TextOf(Cell cell) => cell.IsCode ? cell.Source : "";

    private sealed record Known(IReadOnlyDictionary<string, string> Texts, IReadOnlyList<string> Order)
    {
        public bool Has(KeyValuePair<string, string> cell) =>
            Texts.TryGetValue(cell.Key, out string? text) && (ReferenceEquals(text, cell.Value) || text == cell.Value);
    }
}
