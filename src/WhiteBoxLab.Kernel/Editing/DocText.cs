using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;

namespace WhiteBoxLab.Kernel.Editing;

/// <summary>A documentation comment as text for a person.</summary>
internal static partial class DocText
{
    /// <summary>The summary, or an empty text.</summary>
    public static string Summary(string? xml) => Text(Parse(xml)?.Element("summary"));

    /// <summary>What a parameter is for, or an empty text.</summary>
    public static string Parameter(string? xml, string name) =>
        Text(Parse(xml)?.Elements("param").FirstOrDefault(one => (string?)one.Attribute("name") == name));

    private static XElement? Parse(string? xml)
    {
        if (string.IsNullOrWhiteSpace(xml))
            return null;
        try
        {
            return XElement.Parse(
                xml.StartsWith("<member", StringComparison.Ordinal) || xml.StartsWith("<doc", StringComparison.Ordinal)
                    ? xml
                    : $"<doc>{xml}</doc>"
            );
        }
        catch (XmlException)
        {
            return null; // somebody's comment is not well formed: then it says nothing
        }
    }

    private static string Text(XElement? element)
    {
        if (element is null)
            return "";
        StringBuilder text = new();
        Write(element, text);
        return Spaces().Replace(text.ToString(), " ").Trim();
    }

    private static void Write(XElement element, StringBuilder text)
    {
        foreach (XNode node in element.Nodes())
        {
            if (node is XText words)
                text.Append(words.Value);
            else if (node is XElement { IsEmpty: true } named)
                text.Append(
                    Name(
                        (string?)named.Attribute("cref")
                            ?? (string?)named.Attribute("name")
                            ?? (string?)named.Attribute("langword")
                            ?? (string?)named.Attribute("href")
                            ?? ""
                    )
                );
            else if (node is XElement inner)
                Write(inner, text);
        }
    }

    // "M:System.String.Substring(System.Int32)" is read as "Substring".
    private static string Name(string reference) =>
        Reference().Match(reference) is { Success: true } match ? match.Groups[1].Value : reference;

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex(@"^[A-Z]:(?:[^(.]+\.)*([^.(`~]+)")]
    private static partial Regex Reference();
}
