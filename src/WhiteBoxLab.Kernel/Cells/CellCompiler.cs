using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Emit;
using Microsoft.CodeAnalysis.Text;

namespace WhiteBoxLab.Kernel;

/// <summary>Compiles cells, each as a script submission that sees those before it.</summary>
internal sealed class CellCompiler(CellReferences references)
{
    /// <summary>How cells are read.</summary>
    public static readonly CSharpParseOptions Parsing = new(LanguageVersion.Preview, DocumentationMode.None, SourceCodeKind.Script);

    /// <summary>What cells need not write a using for.</summary>
    public static readonly string[] Usings =
    [
        "System", "System.Collections.Generic", "System.IO", "System.Linq", "System.Threading", "System.Threading.Tasks",
        "WhiteBoxLab", "WhiteBoxLab.Kernel.Cell", "TorchSharp", "TorchSharp.torch",
    ];

    /// <summary>How cells are compiled.</summary>
    public static readonly CSharpCompilationOptions Options = new CSharpCompilationOptions(
        OutputKind.DynamicallyLinkedLibrary,
        optimizationLevel: OptimizationLevel.Release, // loops run 4 to 10 times faster, and the line numbers stay right
        allowUnsafe: true,
        nullableContextOptions: NullableContextOptions.Annotations,
        concurrentBuild: false)
        .WithSpecificDiagnosticOptions([KeyValuePair.Create("CS1701", ReportDiagnostic.Suppress), KeyValuePair.Create("CS1702", ReportDiagnostic.Suppress)]);

    private static readonly EmitOptions Emitting = new(debugInformationFormat: DebugInformationFormat.PortablePdb);

    /// <summary>Compiles a cell.</summary>
    /// <param name="code">Its text.</param>
    /// <param name="name">What it is called in stack traces.</param>
    /// <param name="number">A number that no cell before it in the chain has.</param>
    /// <param name="previous">The cell before it, or null for the first.</param>
    public CompiledCell Compile(string code, string name, int number, CSharpCompilation? previous)
    {
        SyntaxTree written = Parse(code, name);
        CompiledCell woven = Emit(Woven(written, code, name, number, previous), number, previous);
        if (woven.IsRight && woven.Diagnostics.Count == 0)
            return woven with { IsComplete = true };

        // Places are those of the text as it was written; and if weaving is to blame, the cell runs unwoven.
        CompiledCell plain = Emit(written, number, previous);
        if (!plain.IsRight && !woven.IsRight && Mending.Of(written, code, plain.Diagnostics) is { } mended && Emit(Woven(Parse(mended, name), mended, name, number, previous), number, previous) is { IsRight: true } whole)
            return whole with { IsComplete = true };
        List<Diagnostic> syntax = Worth(written.GetDiagnostics()); // what does not parse gives further errors that only confuse
        return (plain.IsRight && woven.IsRight ? woven : plain) with { Diagnostics = syntax.Count > 0 ? syntax : plain.Diagnostics, IsComplete = SyntaxFactory.IsCompleteSubmission(written) };
    }

    private CompiledCell Emit(SyntaxTree tree, int number, CSharpCompilation? previous)
    {
        CSharpCompilation compilation = Chain(tree, number, previous);
        using MemoryStream assembly = new(), symbols = new();
        EmitResult result = compilation.Emit(assembly, symbols, options: Emitting);

        // A cell of usings and comments does not emit, and has no errors either.
        bool empty = !result.Success && !result.Diagnostics.Any(diagnostic => diagnostic.Severity == DiagnosticSeverity.Error);
        return new CompiledCell(compilation, Worth(result.Diagnostics))
        {
            Assembly = result.Success ? assembly.ToArray() : null,
            Symbols = symbols.ToArray(),
            IsEmpty = empty,
            EndsInValue = result.Success && EndsInValue(tree, compilation),
        };
    }

    private SyntaxTree Woven(SyntaxTree written, string code, string name, int number, CSharpCompilation? previous)
    {
        Insertions insertions = new();
        TokenWeaver.Weave(written, () => Chain(written, number, previous), insertions);
        new Weaver(insertions).Visit(written.GetRoot());
        ConsoleWeaver.Weave(written, insertions);
        return insertions.Any ? Parse(insertions.Into(code), name) : written;
    }

    private static SyntaxTree Parse(string code, string name) => CSharpSyntaxTree.ParseText(SourceText.From(code, Encoding.UTF8), Parsing, name);

    // References and usings go to the first cell only: those behind it inherit them, and giving them again costs memory without end.
    private CSharpCompilation Chain(SyntaxTree tree, int number, CSharpCompilation? previous)
    {
        string name = $"Submission#{number}";
        return CSharpCompilation.CreateScriptCompilation(
            name, tree, previous is null ? references.All : references.Pending, (previous is null ? Options.WithUsings(Usings) : Options).WithScriptClassName(name), previous, typeof(object));
    }

    /// <summary>The diagnostics that a cell's author should see.</summary>
    public static List<Diagnostic> Worth(IEnumerable<Diagnostic> all) =>
        [.. all.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && !diagnostic.IsSuppressed).OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start)];

    private static bool EndsInValue(SyntaxTree tree, CSharpCompilation compilation) =>
        ((CompilationUnitSyntax)tree.GetRoot()).Members.LastOrDefault() is GlobalStatementSyntax { Statement: ExpressionStatementSyntax { SemicolonToken.IsMissing: true } last }
        && compilation.GetSemanticModel(tree).GetTypeInfo(last.Expression).Type is not { SpecialType: SpecialType.System_Void };
}
