using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace WhiteBoxLab.Web.Notebooks.Document;

/// <summary>
/// The names that a cell of C# makes and those it needs from cells above, read off its words without compiling: enough to say what may be
/// out of date.
/// </summary>
/// <param name="Made">Names that it declares or sets outside of all braces.</param>
/// <param name="Needed">Names that it uses and does not declare itself.</param>
public sealed partial record CellNames(IReadOnlySet<string> Made, IReadOnlySet<string> Needed)
{
    private static readonly ConditionalWeakTable<string, CellNames> Known = new();
    private static readonly HashSet<string> Types = ["class", "struct", "record", "interface", "enum", "delegate"];

    private static readonly HashSet<string> Keywords =
    [
        "var",
        "new",
        "return",
        "await",
        "async",
        "foreach",
        "for",
        "while",
        "do",
        "if",
        "else",
        "switch",
        "case",
        "default",
        "break",
        "continue",
        "using",
        "in",
        "is",
        "as",
        "out",
        "ref",
        "this",
        "base",
        "null",
        "true",
        "false",
        "try",
        "catch",
        "finally",
        "throw",
        "lock",
        "yield",
        "static",
        "public",
        "private",
        "internal",
        "protected",
        "sealed",
        "abstract",
        "override",
        "virtual",
        "const",
        "readonly",
        "namespace",
        "typeof",
        "nameof",
        "sizeof",
        "int",
        "long",
        "float",
        "double",
        "decimal",
        "bool",
        "string",
        "char",
        "byte",
        "short",
        "uint",
        "ulong",
        "ushort",
        "sbyte",
        "object",
        "dynamic",
        "void",
        "get",
        "set",
        "init",
        "value",
        "where",
        "select",
        "from",
        "with",
        "when",
        "and",
        "or",
        "not",
        "params",
        "required",
        "checked",
        "unchecked",
        "unsafe",
        "fixed",
        "stackalloc",
        "goto",
        "operator",
        "implicit",
        "explicit",
        "event",
        "extern",
        "partial",
        "volatile",
        "class",
        "struct",
        "record",
        "interface",
        "enum",
        "delegate",
    ];

    /// <summary>The names of a text.</summary>
    /// <param name="source">The cell's text.</param>
    public static CellNames Of(string source) => Known.GetValue(source, Read);

    private static CellNames Read(string source)
    {
        string[] words = [.. Words().Matches(Noise().Replace(source, " \"\" ")).Select(word => word.Value)];
        HashSet<string> declared = [],
            set = [],
            used = [];
        for (int i = 0, depth = 0; i < words.Length; i++)
        {
            depth += words[i] switch
            {
                "{" => 1,
                "}" => -1,
                _ => 0,
            };
            if (!IsName(words[i]))
                continue;
            string before = i > 0 ? words[i - 1] : "",
                after = i + 1 < words.Length ? words[i + 1] : "";
            if (before is not "." and not "?.")
                used.Add(words[i]);
            if (
                Types.Contains(before)
                || (
                    (before == "var" || IsType(before))
                    && before != "new"
                    && (after is "=" or ";" or "in" or "," or "(" or ")" or "=>" or "")
                )
            )
                (depth == 0 ? declared : used).Add(words[i]);
            else if (
                depth == 0
                && (after is "=" or "+=" or "-=" or "*=" or "/=" or "++" or "--" or "??=" || before is "++" or "--")
                && before is not "."
            )
                set.Add(words[i]);
        }
        return new CellNames(new HashSet<string>([.. declared, .. set]), new HashSet<string>(used.Except(declared)));
    }

    private static bool IsName(string word) => word.Length > 0 && (char.IsLetter(word[0]) || word[0] == '_') && !Keywords.Contains(word);

    private static bool IsType(string word) =>
        word
            is ">"
                or "]"
                or "?"
                or "int"
                or "long"
                or "float"
                or "double"
                or "decimal"
                or "bool"
                or "string"
                or "char"
                or "byte"
                or "object"
                or "dynamic"
        || IsName(word);

    // Comments and texts; what stands in the holes of an interpolated text is lost, which costs a mark at most.
    [GeneratedRegex(
        """//[^\n]*|/\*.*?\*/|\"{3}.*?\"{3}|@"(?:[^"]|"")*"|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'|^\#[^\n]*""",
        RegexOptions.Singleline | RegexOptions.Multiline
    )]
    private static partial Regex Noise();

    [GeneratedRegex(@"[\p{L}_]\w*|\+\+|--|\?\?=|[-+*/]=|==|=>|!=|<=|>=|\?\.|[^\s\w]|\d[\w.]*")]
    private static partial Regex Words();
}
