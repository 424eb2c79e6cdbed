using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;

namespace WhiteBoxLab.Web.Notebooks.Storage.Exports;

/// <summary>C# as HTML with the colours of the editor: comments, texts, numbers, words of the language and its own types.</summary>
public static partial class CSharpColours
{
    // The names of the groups are the classes.
    private static readonly string[] Kinds = ["c", "d", "s", "n", "k", "t"];

    /// <summary>The code as HTML; nothing of it is lost, and what is no C# stays plain.</summary>
    /// <param name="code">The code.</param>
    public static string ToHtml(string code)
    {
        StringBuilder html = new();
        int at = 0;
        foreach (Match word in Word().Matches(code))
        {
            html.Append(HtmlEncoder.Default.Encode(code[at..word.Index])).Append(Coloured(word));
            at = word.Index + word.Length;
        }
        return html.Append(HtmlEncoder.Default.Encode(code[at..])).ToString();
    }

    private static string Coloured(Match word)
    {
        string text = HtmlEncoder.Default.Encode(word.Value);
        return Array.Find(Kinds, kind => word.Groups[kind].Success) is { } kind ? $"<span class=\"{kind}\">{text}</span>" : text;
    }

    // A word that means nothing here is taken too, so that no part of it is.
    [GeneratedRegex(
        """
            (?<c>//[^\n]*|/\*(?s:.*?)(?:\*/|\z))
            |(?<d>^[ \t]*\#[^\n]*)
            |(?<s>\$*(?<q>"{3,})(?s:.*?)(?:\k<q>"*|\z)|(?:\$@|@\$?)"(?:[^"]|"")*"?
              |\$?"(?:\\.|[^"\\\n])*"?|'(?:\\[^\n]|[^'\\\n])[^'\n]{0,8}')
            |(?<n>\b(?:0[xXbB][\da-fA-F_]+|\d[\d_]*(?:\.\d[\d_]*)?(?:[eE][+-]?\d+)?)[fFdDmMuUlL]*|\b(?:true|false|null)\b)
            |(?<![@\w])(?<t>bool|byte|char|decimal|double|float|int|long|nint|nuint|object|sbyte|short|string|uint|ulong|ushort|void)\b
            |(?<![@\w])(?<k>abstract|and|as|async|await|base|break|case|catch|checked|class|const|continue|default
              |delegate|do|else|enum|event|explicit|extern|finally|fixed|for|foreach|from|global|goto|if|implicit|in
              |init|interface|internal|is|let|lock|namespace|nameof|new|not|operator|or|orderby|out|override|params
              |partial|private|protected|public|readonly|record|ref|required|return|scoped|sealed|select|set|get
              |sizeof|stackalloc|static|struct|switch|this|throw|try|typeof|unchecked|unsafe|using|var|virtual
              |volatile|when|where|while|with|yield)\b
            |@?[\p{L}_]\w*
            """,
        RegexOptions.IgnorePatternWhitespace | RegexOptions.Multiline,
        matchTimeoutMilliseconds: 5000
    )]
    private static partial Regex Word();
}
