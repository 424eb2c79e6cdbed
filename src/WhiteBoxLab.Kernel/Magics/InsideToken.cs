using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WhiteBoxLab.Kernel;

/// <summary>Tells whether a line of C# begins inside something that goes over lines: a string, a comment, or code that is switched off.</summary>
internal static class InsideToken
{
    private static readonly string[] Openings = ["\"", "/*", "#if"];

    /// <summary>Whether a place lies inside of one.</summary>
    /// <param name="code">The code from its beginning.</param>
    /// <param name="place">Where a line begins.</param>
    public static bool At(string code, int place)
    {
        if (!Openings.Any(opening => code.AsSpan(0, place).Contains(opening, StringComparison.Ordinal)))
            return false;
        SyntaxNode root = CSharpSyntaxTree.ParseText(code, CellCompiler.Parsing).GetRoot();
        SyntaxTrivia trivia = root.FindTrivia(place);
        if (trivia.IsKind(SyntaxKind.DisabledTextTrivia) || trivia.GetStructure() is DirectiveTriviaSyntax { IsActive: false })
            return true;
        if (trivia.Kind() is SyntaxKind.MultiLineCommentTrivia or SyntaxKind.MultiLineDocumentationCommentTrivia)
            return trivia.SpanStart < place;
        SyntaxToken token = root.FindToken(place);
        return token.SpanStart < place && token.Span.End > place;
    }
}
