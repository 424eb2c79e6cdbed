using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;
using WhiteBoxLab.Kernel.Cells.Inputs;
using WhiteBoxLab.Kernel.Cells.Progress;
using WhiteBoxLab.Kernel.Cells.Stopping;

namespace WhiteBoxLab.Kernel.Cells;

/// <summary>
/// Compiles a text with all that is woven into it, mended where that helps; if weaving is to blame for an error, as it was written.
/// </summary>
/// <param name="parse">Reads a text.</param>
/// <param name="compile">Compiles what was read.</param>
internal sealed class WovenText(Func<string, SyntaxTree> parse, Func<SyntaxTree, CSharpCompilation> compile)
{
    private static readonly EmitOptions Emitting = new(debugInformationFormat: DebugInformationFormat.PortablePdb);

    /// <summary>Compiles.</summary>
    public CompiledCell Compile(string code)
    {
        SyntaxTree written = parse(code);
        CompiledCell woven = Emit(Woven(written, code));
        if (woven.IsRight && woven.Diagnostics.Count == 0)
            return woven;

        // Places are those of the text as it was written; and if weaving is to blame, the cell runs unwoven.
        CompiledCell plain = Emit(written);
        if (
            !plain.IsRight
            && !woven.IsRight
            && ScriptFixes.Of(written, code, plain.Diagnostics) is { } mended
            && Emit(Woven(parse(mended), mended)) is { IsRight: true } whole
        )
            return whole;
        // what does not parse gives further errors that only confuse
        List<Diagnostic> syntax = CellCompiler.Worth(written.GetDiagnostics());
        return (plain.IsRight && woven.IsRight ? woven : plain) with { Diagnostics = syntax.Count > 0 ? syntax : plain.Diagnostics };
    }

    private CompiledCell Emit(SyntaxTree tree)
    {
        CSharpCompilation compilation = compile(tree);
        using MemoryStream assembly = new(),
            symbols = new();
        EmitResult result = compilation.Emit(assembly, symbols, options: Emitting);

        // A cell of usings and comments does not emit, and has no errors either.
        bool empty = !result.Success && !result.Diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        return new CompiledCell(compilation, CellCompiler.Worth(result.Diagnostics))
        {
            Assembly = result.Success ? assembly.ToArray() : null,
            Symbols = symbols.ToArray(),
            IsEmpty = empty,
            EndsInValue = result.Success && EndsInValue(tree, compilation),
        };
    }

    private SyntaxTree Woven(SyntaxTree written, string code)
    {
        Insertions insertions = new();
        TokenWeaver.Weave(written, () => compile(written), insertions);
        ProgressWeaver.Weave(written, () => compile(written), insertions);
        new Weaver(insertions).Visit(written.GetRoot());
        ConsoleWeaver.Weave(written, insertions);
        return insertions.Any ? parse(insertions.Into(code)) : written;
    }

    private static bool EndsInValue(SyntaxTree tree, CSharpCompilation compilation) =>
        ((CompilationUnitSyntax)tree.GetRoot()).Members.LastOrDefault()
            is GlobalStatementSyntax { Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true } last }
        && compilation.GetSemanticModel(tree).GetTypeInfo(last.Expression).Type is not { SpecialType: SpecialType.System_Void };
}
