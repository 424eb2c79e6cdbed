using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WhiteBoxLab.Kernel.Cells.Namespaces;
using WhiteBoxLab.Kernel.Cells.Stopping;

namespace WhiteBoxLab.Kernel.Cells;

/// <summary>
/// What C# forbids in a script and a notebook need not: a statement that is only a value (<c>x;</c>), and static classes with extension
/// methods, whose methods get a twin
/// beside the class. No line moves.
/// </summary>
internal static class ScriptFixes
{
    private const string OnlyAValue = "CS0201",
        NestedExtension = "CS1109",
        Namespace = "CS7021",
        SameAsOlder = "CS0436";

    /// <summary>
    /// Whether an error of the text alone is none when the cell runs: for namespaces there are <see cref="CellNamespaces"/> and
    /// <see cref="PartedCell"/>.
    /// </summary>
    public static bool Forgives(Diagnostic diagnostic) => diagnostic.Id is OnlyAValue or Namespace or SameAsOlder;

    /// <summary>The cell's text mended, or null when nothing of its errors can be.</summary>
    public static string? Of(SyntaxTree tree, string code, IReadOnlyList<Diagnostic> errors)
    {
        Insertions insertions = new();
        SyntaxNode root = tree.GetRoot();
        foreach (Diagnostic error in errors.Where(error => error.Id == OnlyAValue))
        {
            if (root.FindNode(error.Location.SourceSpan).FirstAncestorOrSelf<ExpressionStatementSyntax>() is { } statement)
                insertions.Insert(statement.SpanStart, "_ = ");
        }
        if (errors.Any(error => error.Id == NestedExtension))
            MendExtensions((CompilationUnitSyntax)root, insertions);
        return insertions.Any ? insertions.Into(code) : null;
    }

    private static void MendExtensions(CompilationUnitSyntax root, Insertions insertions)
    {
        foreach (
            ClassDeclarationSyntax type in root
                .Members.OfType<ClassDeclarationSyntax>()
                .Where(type => type.Modifiers.Any(SyntaxKind.StaticKeyword))
        )
        {
            foreach (MethodDeclarationSyntax method in type.Members.OfType<MethodDeclarationSyntax>())
            {
                if (
                    method
                        .ParameterList.Parameters.FirstOrDefault()
                        ?.Modifiers.FirstOrDefault(modifier => modifier.IsKind(SyntaxKind.ThisKeyword))
                    is not { RawKind: (int)SyntaxKind.ThisKeyword } word
                )
                    continue;
                insertions.Insert(type.SpanStart, Twin(type, method));
                insertions.Replace(word.SpanStart, word.Span.Length, new string(' ', word.Span.Length));
            }
        }
    }

    // static int Twice(this int x) => Numbers.Twice(x);
    private static string Twin(ClassDeclarationSyntax type, MethodDeclarationSyntax method)
    {
        IEnumerable<string> arguments = method.ParameterList.Parameters.Select(parameter => Pass(parameter) + parameter.Identifier.Text);
        string generic = method.TypeParameterList is { } types
            ? $"<{string.Join(", ", types.Parameters.Select(parameter => parameter.Identifier.Text))}>"
            : "";
        string head =
            $"static {method.ReturnType} {method.Identifier.Text}{method.TypeParameterList}{method.ParameterList} "
            + $"{string.Join(" ", method.ConstraintClauses)}";
        return $"{head} => {type.Identifier.Text}.{method.Identifier.Text}{generic}({string.Join(", ", arguments)}); ".ReplaceLineEndings(
            " "
        );
    }

    private static string Pass(ParameterSyntax parameter) =>
        parameter.Modifiers switch
        {
            var written when written.Any(SyntaxKind.OutKeyword) => "out ",
            var written when written.Any(SyntaxKind.InKeyword) => "in ",
            var written when written.Any(SyntaxKind.RefKeyword) => "ref ",
            _ => "",
        };
}
