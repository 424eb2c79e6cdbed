using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using WhiteBoxLab.Kernel.Cells.Namespaces;

namespace WhiteBoxLab.Kernel.Cells;

/// <summary>Compiles cells, each as a script submission that sees those before it.</summary>
/// <param name="references">What they see.</param>
internal sealed class CellCompiler(CellReferences references)
{
    private static readonly string[] UsedNamespaces =
    [
        "System",
        "System.Collections.Generic",
        "System.IO",
        "System.Linq",
        "System.Threading",
        "System.Threading.Tasks",
        "WhiteBoxLab",
        "TorchSharp",
    ];
    private static readonly string[] UsedTypes = ["WhiteBoxLab.Kernel.Cells.CellFunctions", "TorchSharp.torch"];

    /// <summary>How cells are read.</summary>
    public static readonly CSharpParseOptions Parsing = new(LanguageVersion.Preview, DocumentationMode.None, SourceCodeKind.Script);

    /// <summary>What cells need not write a using for.</summary>
    public static readonly string[] Usings = [.. UsedNamespaces, .. UsedTypes];

    /// <summary>The same as the text of a file.</summary>
    public static readonly string UsingsAsText = string.Concat(
        UsedNamespaces.Select(one => $"global using {one};\n").Concat(UsedTypes.Select(one => $"global using static {one};\n"))
    );

    /// <summary>How cells are compiled.</summary>
    public static readonly CSharpCompilationOptions Options = new CSharpCompilationOptions(
        OutputKind.DynamicallyLinkedLibrary,
        optimizationLevel: OptimizationLevel.Release, // loops run 4 to 10 times faster, and the line numbers stay right
        allowUnsafe: true,
        nullableContextOptions: NullableContextOptions.Annotations,
        concurrentBuild: false
    ).WithSpecificDiagnosticOptions([
        KeyValuePair.Create("CS1701", ReportDiagnostic.Suppress),
        KeyValuePair.Create("CS1702", ReportDiagnostic.Suppress),
    ]);

    /// <summary>The namespaces that cells declare.</summary>
    public CellNamespaces Namespaces { get; } = new(references);

    /// <summary>Compiles a cell.</summary>
    /// <param name="code">Its text.</param>
    /// <param name="name">What it is called in stack traces.</param>
    /// <param name="number">A number that no cell before it in the chain has.</param>
    /// <param name="previous">The cell before it, or null for the first.</param>
    public CompiledCell Compile(string code, string name, int number, CSharpCompilation? previous)
    {
        Namespaces.TakeBack();
        PartedCell text = PartedCell.Of(code);
        CompiledCell cell =
            text.Namespaces.Length > 0
                ? CompileBoth(text, name, number, previous)
                : CompileScript(text.Script, name, number, previous, null);
        return cell with { IsComplete = cell.IsRight || SyntaxFactory.IsCompleteSubmission(Parse(code, name, Parsing)) };
    }

    private CompiledCell CompileBoth(PartedCell text, string name, int number, CSharpCompilation? previous)
    {
        CompiledCell declared = Namespaces.Compile(text.Namespaces, name, number, previous);
        if (declared.Assembly is not { } assembly)
            return declared;
        CompiledNamespaces compiled = CompiledNamespaces.Of(declared, assembly);
        Namespaces.Offer(compiled);
        CompiledCell cell = CompileScript(text.Script, name, number, previous, compiled.Reference);
        return cell with { Namespaces = compiled, Diagnostics = Worth(declared.Diagnostics.Concat(cell.Diagnostics)) };
    }

    private CompiledCell CompileScript(string code, string name, int number, CSharpCompilation? previous, NamespaceReference? own) =>
        new WovenText(text => Parse(text, name, Parsing), tree => Chain(tree, number, previous, own)).Compile(code);

    // References and usings go to the first cell only: those behind it inherit them, and giving them again costs memory without end.
    private CSharpCompilation Chain(SyntaxTree tree, int number, CSharpCompilation? previous, NamespaceReference? own)
    {
        string name = $"Submission#{number}";
        IReadOnlyList<MetadataReference>? added = previous is null ? references.All : references.Pending;
        return CSharpCompilation.CreateScriptCompilation(
            name,
            tree,
            own is null ? added : [.. added ?? [], own],
            (previous is null ? Options.WithUsings(Usings) : Options).WithScriptClassName(name),
            previous,
            typeof(object)
        );
    }

    /// <summary>Reads a text.</summary>
    public static SyntaxTree Parse(string code, string name, CSharpParseOptions options) =>
        CSharpSyntaxTree.ParseText(SourceText.From(code, Encoding.UTF8), options, name);

    /// <summary>The diagnostics that a cell's author should see.</summary>
    public static List<Diagnostic> Worth(IEnumerable<Diagnostic> all) =>
        [
            .. all.Where(diagnostic => diagnostic.Severity >= DiagnosticSeverity.Warning && !diagnostic.IsSuppressed)
                .OrderBy(diagnostic => diagnostic.Location.SourceSpan.Start),
        ];
}
