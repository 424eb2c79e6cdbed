using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WhiteBoxLab.Kernel.Editing;

/// <summary>
/// What cells declare, each name once and the newest of each: one text instead of a chain of cells, so that what an editor asks costs as
/// much after five hundred runs
/// as after one.
/// </summary>
internal sealed class DeclarationList
{
    private readonly Dictionary<string, string> usings = new(StringComparer.Ordinal);
    private readonly List<CellDeclaration> all = [];
    private int[] starts = [];

    /// <summary>Whether nothing is declared.</summary>
    public bool IsEmpty => all.Count == 0;

    /// <summary>Adds what a cell declares.</summary>
    public void Add(CompilationUnitSyntax cell, IEnumerable<CellDeclaration> declarations)
    {
        foreach (UsingDirectiveSyntax one in cell.Usings)
            usings[one.Alias?.Name.Identifier.ValueText ?? one.ToString()] = one.ToString();
        Add([.. declarations]);
    }

    /// <summary>These, and over them those of newer cells.</summary>
    public DeclarationList With(DeclarationList newer)
    {
        DeclarationList both = new();
        foreach (DeclarationList one in new[] { this, newer })
        {
            foreach ((string name, string text) in one.usings)
                both.usings[name] = text;
            both.Add(one.all);
        }
        return both;
    }

    private void Add(List<CellDeclaration> added)
    {
        all.RemoveAll(older => added.Exists(older.IsHiddenBy));
        all.AddRange(added);
    }

    /// <summary>The text.</summary>
    public override string ToString()
    {
        StringBuilder text = new();
        foreach (string one in usings.Values)
            text.Append(one).Append('\n');
        starts = new int[all.Count];
        for (int place = 0; place < all.Count; place++)
        {
            starts[place] = text.Length;
            text.Append(all[place].Text).Append('\n');
        }
        return text.ToString();
    }

    /// <summary>Where a place in the latest text was written, or null for a using.</summary>
    public (CellOrigin Cell, int Position)? Find(int position)
    {
        int place = Array.BinarySearch(starts, position);
        place = place < 0 ? ~place - 1 : place;
        return place < 0 ? null : (all[place].Cell, position - starts[place] + all[place].Shift);
    }

    /// <summary>A declaration as it was written.</summary>
    public static CellDeclaration Written(SyntaxNode node, IReadOnlyList<string> names, string? signature, CellOrigin cell) =>
        node.ContainsDirectives
            ? new CellDeclaration(names, signature, node.ToString(), node.SpanStart, cell)
            : new CellDeclaration(names, signature, node.ToFullString(), node.FullSpan.Start, cell);
}
