using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WhiteBoxLab.Kernel.Cells;

/// <summary>
/// The lines of cells that can have thrown what the runtime throws by itself. Optimised code does so at one place for a whole function, and
/// its frame has the line where the function begins, or none; the text says which line it can have been.
/// </summary>
/// <param name="newest">The cell that ran, chained to those before it.</param>
internal sealed partial class ThrowingLines(CSharpCompilation newest)
{
    /// <summary>A frame with its place: " in cell 3:line 4", " in cell 3:line 4 or 7", " in cell 3:line 4 to 9".</summary>
    /// <param name="exception">What was thrown.</param>
    /// <param name="frame">Its innermost frame, as the runtime writes it.</param>
    /// <returns>The frame; as it was where it is right, or nothing better is known.</returns>
    public string Placed(Exception exception, string frame)
    {
        if (Submission().Match(frame) is not { Success: true } match || Kind(exception) is not { } kind)
            return frame;
        string name = match.Groups["cell"].Value;
        CSharpCompilation? cell = Chain()
            .FirstOrDefault(one => name.Length > 0 ? one.SyntaxTrees[0].FilePath == name : one.AssemblyName == match.Groups["of"].Value);
        if (cell is null || Lines(cell, kind, match) is not { Length: > 0 } lines)
            return frame;
        return $"{match.Groups["what"].Value} in {cell.SyntaxTrees[0].FilePath}:line {Words(lines)}";
    }

    private static string Words(int[] lines) =>
        lines switch
        {
            [var only] => $"{only}",
            [var one, var other] => $"{one} or {other}",
            _ => $"{lines[0]} to {lines[^1]}",
        };

    private IEnumerable<CSharpCompilation> Chain()
    {
        for (CSharpCompilation? one = newest; one is not null; one = one.ScriptCompilationInfo?.PreviousScriptCompilation)
            yield return one;
    }

    private static int[] Lines(CSharpCompilation cell, Func<SyntaxNode, SemanticModel, bool> throws, Match frame)
    {
        SyntaxTree tree = cell.SyntaxTrees[0];
        int? line = frame.Groups["line"].Success ? int.Parse(frame.Groups["line"].ValueSpan, CultureInfo.InvariantCulture) : null;
        if (Function(tree.GetRoot(), frame, line) is not { } function)
            return [];
        SyntaxNode[] inside = [.. function.DescendantNodes(node => node == function || !IsFunction(node))];
        if (inside.Any(node => node is ThrowStatementSyntax or ThrowExpressionSyntax && Has(node, line)))
            return [];
        SemanticModel model = cell.GetSemanticModel(tree);
        return [.. inside.Where(node => throws(node, model)).Select(node => LineOf(node.Span.Start, tree)).Distinct().Order()];
    }

    // The whole cell, the innermost function at a line, or the only one of a name.
    private static SyntaxNode? Function(SyntaxNode root, Match frame, int? line)
    {
        if (frame.Groups["body"].Success)
            return root;
        IEnumerable<SyntaxNode> functions = root.DescendantNodes().Where(IsFunction);
        if (line is not null)
            return functions.LastOrDefault(node => Has(node, line));
        SyntaxNode[] named =
        [
            .. functions.Where(node => node is MethodDeclarationSyntax one && one.Identifier.Text == frame.Groups["name"].Value),
        ];
        return named is [var only] ? only : null;
    }

    private static bool IsFunction(SyntaxNode node) =>
        node
            is BaseMethodDeclarationSyntax
                or LocalFunctionStatementSyntax
                or AnonymousFunctionExpressionSyntax
                or AccessorDeclarationSyntax
                or BasePropertyDeclarationSyntax
                or BaseTypeDeclarationSyntax;

    private static bool Has(SyntaxNode node, int? line) =>
        LineOf(node.Span.Start, node.SyntaxTree) <= line && line <= LineOf(node.Span.End, node.SyntaxTree);

    private static int LineOf(int place, SyntaxTree tree) => tree.GetText().Lines.GetLineFromPosition(place).LineNumber + 1;

    private static Func<SyntaxNode, SemanticModel, bool>? Kind(Exception exception) =>
        exception switch
        {
            IndexOutOfRangeException => (node, model) =>
                node is ElementAccessExpressionSyntax access && model.GetTypeInfo(access.Expression).Type is IArrayTypeSymbol,
            DivideByZeroException => (node, _) =>
                node.Kind()
                    is SyntaxKind.DivideExpression
                        or SyntaxKind.ModuloExpression
                        or SyntaxKind.DivideAssignmentExpression
                        or SyntaxKind.ModuloAssignmentExpression,
            OverflowException => (node, _) => node is ArrayCreationExpressionSyntax || (IsSum(node) && IsChecked(node)),
            _ => null,
        };

    private static bool IsSum(SyntaxNode node) =>
        node is AssignmentExpressionSyntax { RawKind: not (int)SyntaxKind.SimpleAssignmentExpression } or CastExpressionSyntax
        || node.Kind()
            is SyntaxKind.AddExpression
                or SyntaxKind.SubtractExpression
                or SyntaxKind.MultiplyExpression
                or SyntaxKind.UnaryMinusExpression
                or SyntaxKind.PreIncrementExpression
                or SyntaxKind.PreDecrementExpression
                or SyntaxKind.PostIncrementExpression
                or SyntaxKind.PostDecrementExpression;

    private static bool IsChecked(SyntaxNode node) =>
        node.Ancestors().FirstOrDefault(above => above is CheckedStatementSyntax or CheckedExpressionSyntax)?.Kind()
            is SyntaxKind.CheckedStatement
                or SyntaxKind.CheckedExpression;

    // "at Submission#3.<<Initialize>>d__0.MoveNext()", "at Submission#3.Half(Int32[] xs) in cell 3:line 2"; of some there is no line
    [GeneratedRegex(
        @"^(?<what>at (?<of>Submission#\d+)[.+](?:(?<body><<Initialize>>d__\d+\.MoveNext\(\))|(?:.*[.+])?(?<name>\w+)\(.*?|.*?))"
            + @"(?: in (?<cell>cell \d+):line (?<line>\d+))?$"
    )]
    private static partial Regex Submission();
}
