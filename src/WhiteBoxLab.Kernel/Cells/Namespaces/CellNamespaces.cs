using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WhiteBoxLab.Kernel.Cells.Namespaces;

/// <summary>The namespaces of all cells so far. Of a type that several cells declare, the newest counts for the cells behind it.</summary>
internal sealed class CellNamespaces(CellReferences references)
{
    private static readonly CSharpParseOptions Parsing = CellCompiler.Parsing.WithKind(SourceCodeKind.Regular);

    private readonly List<CompiledNamespaces> all = [];
    private readonly List<(CompiledNamespaces Older, IReadOnlyList<string> Types)> hidden = [];

    /// <summary>
    /// Compiles the namespaces of a cell. They see those of other cells, packages, and the usings so far; not what cells declare outside of
    /// namespaces.
    /// </summary>
    /// <param name="code">The text.</param>
    /// <param name="name">What the cell is called in stack traces.</param>
    /// <param name="number">A number that no cell before it has.</param>
    /// <param name="previous">The cell before it, or null for the first.</param>
    public CompiledCell Compile(string code, string name, int number, CSharpCompilation? previous)
    {
        SyntaxTree usings = CSharpSyntaxTree.ParseText(UsingsSoFar(code, previous), Parsing);
        WovenText text = new(
            written => CellCompiler.Parse(written, name, Parsing),
            tree =>
                CSharpCompilation.Create(
                    $"Namespaces#{number}",
                    [tree, usings],
                    [.. references.All, .. all.Select(one => one.Reference)],
                    CellCompiler.Options
                )
        );
        return text.Compile(code);
    }

    /// <summary>Lets a cell see its own namespaces in the place of older ones, until it starts or another cell is compiled.</summary>
    public void Offer(CompiledNamespaces compiled)
    {
        foreach (CompiledNamespaces older in all)
            hidden.Add((older, older.Hide(compiled.Types)));
    }

    /// <summary>A cell has started: its namespaces are there to stay.</summary>
    public void Accept(CompiledNamespaces compiled)
    {
        hidden.Clear();
        all.Add(compiled);
    }

    /// <summary>What was offered last has not started: the older ones count again.</summary>
    public void TakeBack()
    {
        foreach ((CompiledNamespaces older, IReadOnlyList<string> types) in hidden)
            older.Show(types);
        hidden.Clear();
    }

    // Those of the cells before, of an alias the newest; one that this cell gives anew is left to it.
    private static string UsingsSoFar(string code, CSharpCompilation? previous)
    {
        Dictionary<string, string> usings = new(StringComparer.Ordinal);
        HashSet<string> own = [.. CSharpSyntaxTree.ParseText(code, Parsing).GetCompilationUnitRoot().Usings.Select(KeyOf)];
        for (; previous is not null; previous = previous.ScriptCompilationInfo?.PreviousScriptCompilation)
        {
            foreach (
                UsingDirectiveSyntax one in previous
                    .SyntaxTrees.SelectMany(tree => tree.GetCompilationUnitRoot().Usings)
                    .Where(one => !own.Contains(KeyOf(one)))
            )
                usings.TryAdd(KeyOf(one), one.ToString());
        }
        return CellCompiler.UsingsAsText + string.Concat(usings.Values.Select(one => $"global {one}\n"));
    }

    private static string KeyOf(UsingDirectiveSyntax one) => one.Alias?.Name.Identifier.ValueText ?? one.ToString();
}
