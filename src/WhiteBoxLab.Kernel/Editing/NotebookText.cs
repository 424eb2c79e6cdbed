using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WhiteBoxLab.Kernel.Cells;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Editing;

/// <summary>What the notebook's cells say, and which of them say something else than when they last ran.</summary>
internal sealed class NotebookText
{
    private readonly Dictionary<string, string> cells = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (int Run, string Code)> ran = new(StringComparer.Ordinal);
    private readonly Dictionary<string, (string Code, CompilationUnitSyntax Root)> parsed = new(StringComparer.Ordinal);
    private IReadOnlyList<string> order = [];

    public void Note(KnowCells note)
    {
        foreach (CellText cell in note.Cells ?? [])
            cells[cell.Id] = cell.Code;
        if (note.Order is null)
            return;
        order = note.Order;
        foreach (string gone in cells.Keys.Except(order, StringComparer.Ordinal).ToArray())
            _ = (cells.Remove(gone), ran.Remove(gone), parsed.Remove(gone));
    }

    // A cell that is cut in two by a magic runs in two pieces, under one number.
    public void Note(NoteRun note)
    {
        if (note.CellId is { } id)
            ran[id] = (
                note.ExecutionOrder,
                Lines((ran.GetValueOrDefault(id) is var (run, code) && run == note.ExecutionOrder ? code + "\n" : "") + note.Code)
            );
    }

    /// <summary>What the cells above one declare that have not run as they stand now, outside of namespaces and in them.</summary>
    public (DeclarationList Cells, DeclarationList Namespaces) Above(string? cellId, CSharpParseOptions parsing)
    {
        DeclarationList waiting = new(),
            spaces = new();
        if (cellId is null || !cells.ContainsKey(cellId))
            return (waiting, spaces);
        foreach (string id in order.TakeWhile(id => id != cellId))
        {
            string code = CellSegments.CSharpOnly(cells.GetValueOrDefault(id, ""));
            if (ran.TryGetValue(id, out (int Run, string Code) last) && last.Code == Lines(code))
                continue;
            CompilationUnitSyntax root = Root(id, code, parsing);
            CellOrigin origin = new(code, null, id);
            waiting.Add(root, WrittenDeclarations.Of(root, origin));
            spaces.Add(root, NamespacedTypes.Of(root, origin));
        }
        return (waiting, spaces);
    }

    private CompilationUnitSyntax Root(string id, string code, CSharpParseOptions parsing)
    {
        if (!parsed.TryGetValue(id, out (string Code, CompilationUnitSyntax Root) known) || known.Code != code)
            parsed[id] = known = (code, CSharpSyntaxTree.ParseText(code, parsing).GetCompilationUnitRoot());
        return known.Root;
    }

    private static string Lines(string code) => string.Join('\n', code.Split('\n').Where(line => !string.IsNullOrWhiteSpace(line)));
}
