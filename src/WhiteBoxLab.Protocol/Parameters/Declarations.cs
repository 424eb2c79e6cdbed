using System.Text.RegularExpressions;

namespace WhiteBoxLab.Protocol;

// A variable that a cell declares outside of all braces: where its value stands (or would be put in), and the comment behind it on its
// line.
internal sealed record Declaration(string Name, string Type, bool HasValue, Range Value, string Comment);

/// <summary>
/// Finds the variables of a cell of C# by its words: types, names and values, as far as they stand at the top. What is no declaration is
/// passed over.
/// </summary>
internal sealed partial class Declarations
{
    private const int Longest = 100_000;

    private static readonly HashSet<string> Modifiers = ["public", "private", "internal", "protected", "static", "readonly", "volatile"];

    private static readonly HashSet<string> NoTypes =
    [
        "return",
        "await",
        "using",
        "throw",
        "new",
        "goto",
        "yield",
        "else",
        "class",
        "struct",
        "record",
        "interface",
        "enum",
        "delegate",
        "event",
        "namespace",
        "const",
        "if",
        "for",
        "foreach",
        "while",
        "do",
        "switch",
        "case",
        "try",
        "catch",
        "finally",
        "lock",
        "fixed",
        "checked",
        "unchecked",
        "unsafe",
        "break",
        "continue",
        "this",
        "base",
        "extern",
        "abstract",
        "sealed",
        "partial",
        "ref",
        "out",
        "in",
        "is",
        "as",
        "async",
    ];

    private readonly string code;
    private readonly Match[] comments,
        words;
    private readonly List<Declaration> found = [];

    /// <summary>Reads a cell.</summary>
    /// <param name="code">Its text; of a very long one the beginning.</param>
    public Declarations(string code)
    {
        this.code = code;
        ILookup<bool, Match> all = Words()
            .Matches(code.Length > Longest ? code[..Longest] : code)
            .ToLookup(word =>
                word.Value.StartsWith("//", StringComparison.Ordinal)
                || word.Value.StartsWith("/*", StringComparison.Ordinal)
                || word.Value.TrimStart().StartsWith('#')
            );
        (comments, words) = ([.. all[true]], [.. all[false]]);
        for (int i = 0; i < words.Length; )
            i = Statement(i);
    }

    /// <summary>The declarations, in their order.</summary>
    public IReadOnlyList<Declaration> All => found;

    private string At(int i) => i < words.Length ? words[i].Value : "";

    private int Statement(int i)
    {
        int begin = i;
        while (Modifiers.Contains(At(begin)))
            begin++;
        int name = TypeEnd(begin);
        if (name < 0 || !IsName(name) || At(name + 1) is not ("=" or ";" or ","))
            return Skip(i);
        string type = code[words[begin].Index..EndOf(name - 1)];
        List<Declaration> declared = [];
        int end = name - 1;
        do
        {
            int value = end + 1;
            if (!IsName(value) || At(value + 1) is not ("=" or ";" or "," or ""))
                break;
            end = At(value + 1) == "=" ? ValueEnd(value + 2) : value + 1;
            bool has = At(value + 1) == "=" && end > value + 2;
            declared.Add(
                new(
                    words[value].Value.TrimStart('@'),
                    type,
                    has,
                    has ? words[value + 2].Index..EndOf(end - 1) : EndOf(value)..EndOf(value),
                    ""
                )
            );
        } while (At(end) == ",");
        int after = At(end) == ";" ? end : Skip(end) - 1;
        string comment = CommentBehind(EndOf(Math.Min(after, words.Length - 1)));
        found.AddRange(declared.Select(one => one with { Comment = comment }));
        return after + 1;
    }

    // The place behind a type: name.name<...>?[], or a tuple; below 0 where none stands.
    private int TypeEnd(int i)
    {
        if (At(i) == "(")
            i = Closed(i);
        else if (!IsName(i) || NoTypes.Contains(At(i)))
            return -1;
        else
            for (i++; At(i) is "." or "::" && IsName(i + 1); i += 2) { }
        if (At(i) == "<")
            i = AngleEnd(i);
        while (At(i) is "?" or "[" or "*")
            i = At(i) == "[" ? Closed(i) : i + 1;
        return i;
    }

    private int AngleEnd(int i)
    {
        for (int depth = 0; i < words.Length && At(i) is not (";" or "{" or "="); i++)
        {
            depth += At(i) switch
            {
                "<" => 1,
                ">" => -1,
                _ => 0,
            };
            if (depth == 0)
                return i + 1;
        }
        return i;
    }

    private int ValueEnd(int i)
    {
        while (i < words.Length && At(i) is not (";" or ","))
            i = At(i) is "(" or "[" or "{" ? Closed(i) : i + 1;
        return i;
    }

    private int Skip(int i)
    {
        while (i < words.Length && At(i) is not (";" or "{"))
            i = At(i) is "(" or "[" ? Closed(i) : i + 1;
        return At(i) == "{" ? Closed(i) : i + 1;
    }

    // Behind the bracket that closes the one here; the end where it is never closed.
    private int Closed(int i)
    {
        int depth = 0;
        do depth += At(i++) switch
        {
            "(" or "[" or "{" => 1,
            ")" or "]" or "}" => -1,
            _ => 0,
        };
        while (depth > 0 && i < words.Length);
        return i;
    }

    private bool IsName(int i) =>
        At(i) is { Length: > 0 } word
        && (char.IsLetter(word[0]) || word[0] is '_' || (word[0] is '@' && word.Length > 1 && word[1] != '"'));

    private int EndOf(int i) => words[i].Index + words[i].Length;

    private string CommentBehind(int at) =>
        Array.Find(comments, one => one.Index >= at) is { } next
        && next.Value.StartsWith("//", StringComparison.Ordinal)
        && string.IsNullOrWhiteSpace(code[at..next.Index])
        && !code.AsSpan(at, next.Index - at).Contains('\n')
            ? next.Value.TrimStart('/').Trim()
            : "";

    // Comments and magics first; then texts, numbers, names, and signs one by one.
    [GeneratedRegex(
        """//[^\n]*|/\*.*?\*/|^[ \t]*\#[^\n]*|\$*(?<q>"{3,}).*?\k<q>"*|(?:\$@|@\$?)"(?:[^"]|"")*"|\$?"(?:\\.|[^"\\\n])*"|'(?:"""
            + """\\.|[^'\\\n])*'|0[xXbB][\da-fA-F_]+[uUlL]*|(?:\d[\d_]*)?\.?\d[\d_]*(?:[eE][+-]?\d+)"""
            + """?[fFdDmMuUlL]*|@?[\p{L}_][\p{L}\p{Nd}_]*|=>|==|::|[^\s\w]""",
        RegexOptions.Singleline | RegexOptions.Multiline
    )]
    private static partial Regex Words();
}
