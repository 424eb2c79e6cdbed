using System.Text.RegularExpressions;

namespace WhiteBoxLab.Web.Notebooks.Storage.Exports;

/// <summary>
/// Cuts the code of a cell into its outermost pieces: statements, types, usings, and the expression at the end whose value a notebook
/// shows.
/// </summary>
public static partial class CSharpPieces
{
    /// <summary>What a piece is.</summary>
    public enum Kind
    {
        /// <summary>A statement, or a comment by itself.</summary>
        Statement,

        /// <summary>A class, record, struct, interface, enum, delegate or namespace.</summary>
        Type,

        /// <summary>A using directive.</summary>
        Using,

        /// <summary>A line that begins with #.</summary>
        Directive,

        /// <summary>An expression without its semicolon, at the end.</summary>
        Value,
    }

    /// <summary>The pieces, with the comments before them.</summary>
    /// <param name="code">The code.</param>
    public static IEnumerable<(Kind Kind, string Text)> Of(string code)
    {
        Scan scan = new(code);
        while (scan.Piece() is { } piece)
            yield return (KindOf(piece), piece.Trim('\r', '\n'));
    }

    private static Kind KindOf(string piece)
    {
        string bare = Comments().Replace(piece, "").Trim();
        if (bare.StartsWith('#'))
            return Kind.Directive;
        if (UsingLine().IsMatch(bare))
            return Kind.Using;
        if (TypeStart().IsMatch(bare))
            return Kind.Type;
        return bare.Length > 0 && bare[^1] is not ';' && (bare[^1] is not '}' || BracedValue().IsMatch(bare)) ? Kind.Value : Kind.Statement;
    }

    private sealed class Scan(string code)
    {
        private int at;

        public string? Piece()
        {
            if (at >= code.Length)
                return null;
            int from = at,
                depth = 0;
            while (at < code.Length)
            {
                if (Directive(from, depth) || Skipped())
                {
                    if (code[from..at].TrimStart().StartsWith('#') && at > 0 && code[at - 1] == '\n')
                        return code[from..at];
                    continue;
                }
                char letter = code[at++];
                depth += letter switch
                {
                    '{' or '(' or '[' => 1,
                    '}' or ')' or ']' => -1,
                    _ => 0,
                };
                if (depth <= 0 && (letter == ';' || (letter == '}' && !GoesOn())))
                    return Ended(from);
            }
            return code[from..];
        }

        // With the rest of its line, when that is a comment.
        private string Ended(int from)
        {
            int end = code.IndexOf('\n', at) is >= 0 and var found ? found : code.Length;
            if (code[at..end].TrimStart() is "" || code[at..end].TrimStart().StartsWith("//", StringComparison.Ordinal))
                at = Math.Min(end + 1, code.Length);
            return code[from..at];
        }

        private bool Directive(int from, int depth)
        {
            if (depth != 0 || code[at] != '#' || code[from..at].Trim().Length > 0)
                return false;
            at = code.IndexOf('\n', at) is >= 0 and var end ? end + 1 : code.Length;
            return true;
        }

        // After a closing brace: an initializer, a chain or the other half of a statement.
        private bool GoesOn()
        {
            string rest = code[at..].TrimStart();
            return rest.Length > 0
                && (
                    ";,.)]?!+-*/=<>&|".Contains(rest[0], StringComparison.Ordinal)
                        && !rest.StartsWith("//", StringComparison.Ordinal)
                        && !rest.StartsWith("/*", StringComparison.Ordinal)
                    || HalfStart().IsMatch(rest)
                );
        }

        private bool Skipped()
        {
            ReadOnlySpan<char> rest = code.AsSpan(at);
            if (rest.StartsWith("//"))
                at = code.IndexOf('\n', at) is >= 0 and var end ? end : code.Length;
            else if (rest.StartsWith("/*"))
                at = code.IndexOf("*/", at + 2, StringComparison.Ordinal) is >= 0 and var close ? close + 2 : code.Length;
            else if (rest[0] == '\'')
                Past(rest.StartsWith("'\\") ? 3 : 2);
            else if (TextStart().Match(code, at) is { Success: true } text && text.Index == at)
                SkipText(text.Value);
            else
                return false;
            return true;
        }

        private void Past(int least) =>
            at = code.IndexOf('\'', Math.Min(at + least, code.Length)) is >= 0 and var end ? end + 1 : code.Length;

        private void SkipText(string begin)
        {
            at += begin.Length;
            string quotes = begin.TrimStart('$', '@');
            if (quotes.Length >= 3)
            {
                at = code.IndexOf(quotes, at, StringComparison.Ordinal) is >= 0 and var end ? end + quotes.Length : code.Length;
                return;
            }
            bool verbatim = begin.Contains('@', StringComparison.Ordinal),
                holes = begin.Contains('$', StringComparison.Ordinal);
            while (at < code.Length)
            {
                char letter = code[at++];
                if (letter == '\\' && !verbatim)
                    at++;
                else if (holes && letter == '{')
                    SkipHole();
                else if (letter == '"' && verbatim && at < code.Length && code[at] == '"')
                    at++;
                else if (letter == '"')
                    return;
            }
        }

        private void SkipHole()
        {
            if (at < code.Length && code[at] == '{')
            {
                at++;
                return;
            }
            for (int depth = 1; at < code.Length && depth > 0; )
            {
                if (Skipped())
                    continue;
                depth += code[at] switch
                {
                    '{' => 1,
                    '}' => -1,
                    _ => 0,
                };
                at++;
            }
        }
    }

    [GeneratedRegex(@"//[^\n]*|/\*.*?\*/", RegexOptions.Singleline)]
    private static partial Regex Comments();

    [GeneratedRegex(@"^(global\s+)?using\s+(static\s+)?[\w.]+(\s*=\s*[\w.<>,\[\]? ]+)?\s*;$")]
    private static partial Regex UsingLine();

    [GeneratedRegex(
        @"^(\[[^\]]*\]\s*)*((public|internal|private|protected|static|sealed|abstract|partial|readonly|ref|file|unsafe|new)\s+)*"
            + @"(class|struct|record|interface|enum|delegate|namespace)\s+\w"
    )]
    private static partial Regex TypeStart();

    [GeneratedRegex(@"^(await\s+)?new\b|^\w[^;{]*\s(switch|with)\s*\{[^;]*\}$")]
    private static partial Regex BracedValue();

    [GeneratedRegex(@"^(else|catch|finally|while|is|as|switch|with)\b")]
    private static partial Regex HalfStart();

    [GeneratedRegex("\\G[$@]*\"(\"\"+)?")]
    private static partial Regex TextStart();
}
