using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WhiteBoxLab.Kernel.Cells.Stopping;

namespace WhiteBoxLab.Kernel.Cells.Inputs;

/// <summary>Leads calls of <see cref="Console"/> that need a terminal to <see cref="PageConsole"/>.</summary>
internal static class ConsoleWeaver
{
    public static void Weave(SyntaxTree tree, Insertions insertions)
    {
        foreach (MemberAccessExpressionSyntax access in tree.GetRoot().DescendantNodes().OfType<MemberAccessExpressionSyntax>())
        {
            if (
                access.Expression.ToString() is "Console" or "System.Console"
                && PageConsole.Members.Contains(access.Name.Identifier.ValueText)
            )
                insertions.Replace(
                    access.Expression.SpanStart,
                    access.Expression.Span.Length,
                    "global::WhiteBoxLab.Kernel.Cells.Inputs.PageConsole"
                );
        }
    }
}
