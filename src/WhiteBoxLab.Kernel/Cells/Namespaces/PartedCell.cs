using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace WhiteBoxLab.Kernel.Cells.Namespaces;

/// <summary>
/// A cell taken in two, because C# has no namespaces in a script: its namespaces, with the cell's usings, and the rest. Every sign stays in
/// its place.
/// </summary>
/// <param name="Namespaces">What is compiled as a file is; empty where the cell has no namespace.</param>
/// <param name="Script">What is compiled as a cell is.</param>
internal sealed record PartedCell(string Namespaces, string Script)
{
    /// <summary>Takes a cell apart.</summary>
    public static PartedCell Of(string code)
    {
        if (!code.Contains("namespace", StringComparison.Ordinal))
            return new PartedCell("", code);
        CompilationUnitSyntax root = CSharpSyntaxTree.ParseText(code, CellCompiler.Parsing).GetCompilationUnitRoot();
        ILookup<bool, TextSpan> spans = root.Members.ToLookup(member => member is BaseNamespaceDeclarationSyntax, member => member.Span);
        return spans[true].Any()
            ? new PartedCell(Without(code, spans[false].Concat(root.AttributeLists.Select(list => list.Span))), Without(code, spans[true]))
            : new PartedCell("", code);
    }

    private static string Without(string code, IEnumerable<TextSpan> spans)
    {
        char[] signs = code.ToCharArray();
        foreach (TextSpan span in spans)
        {
            for (int place = span.Start; place < span.End; place++)
                signs[place] = signs[place] is '\n' or '\r' ? signs[place] : ' ';
        }
        return new string(signs);
    }
}
