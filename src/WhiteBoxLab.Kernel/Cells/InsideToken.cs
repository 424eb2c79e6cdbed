using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WhiteBoxLab.Kernel.Cells;

/// <summary>Tells whether a line of C# begins inside something that goes over lines.</summary>
internal static class InsideToken
{
    private static readonly string[] Openings = ["\"", "/*", "#if"];

    /// <summary>Inside of what a place lies.</summary>
    /// <param name="code">The code from its beginning.</param>
    /// <param name="place">Where a line begins.</param>
    public static Inside At(string code, int place)
    {
        if (!Openings.Any(opening => code.AsSpan(0, place).Contains(opening, StringComparison.Ordinal)))
            return Inside.Nothing;
        SyntaxNode root = CSharpSyntaxTree.ParseText(code, CellCompiler.Parsing).GetRoot();
        SyntaxTrivia trivia = root.FindTrivia(place);
        if (trivia.IsKind(SyntaxKind.DisabledTextTrivia) || trivia.GetStructure() is DirectiveTriviaSyntax { IsActive: false })
            return Inside.Off;
        if (
            trivia.Kind() is SyntaxKind.MultiLineCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia
            && trivia.SpanStart < place
        )
            return Inside.Text;
        SyntaxToken token = root.FindToken(place);
        return token.SpanStart < place && token.Span.End > place ? Inside.Text : Inside.Nothing;
    }
}
