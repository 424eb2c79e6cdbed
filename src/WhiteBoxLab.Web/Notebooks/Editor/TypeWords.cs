using System.Text.RegularExpressions;

namespace WhiteBoxLab.Web.Notebooks.Editor;

/// <summary>Names of types as C# writes them, short enough for a list.</summary>
public static partial class TypeWords
{
    /// <summary>
    /// Such as <c>List&lt;Int32&gt;</c> for <c>System.Collections.Generic.List`1[System.Int32]</c>; a type without a name is called
    /// anonymous.
    /// </summary>
    /// <param name="type">The name as the runtime has it.</param>
    public static string Of(string type) => Arguments().Replace(Namespaces().Replace(Anonymous().Replace(type, "anonymous"), "$1"), "<$1>");

    [GeneratedRegex(@"<>f__AnonymousType[^\[\],]*(\[[^\[\]]*\])?")]
    private static partial Regex Anonymous();

    [GeneratedRegex(@"(?:[\w]+[.+])+(\w)")]
    private static partial Regex Namespaces();

    [GeneratedRegex(@"`\d+\[(.*)\]")]
    private static partial Regex Arguments();
}
