using System.Reflection;
using System.Xml.Linq;

namespace WhiteBoxLab;

/// <summary>
/// What the docstrings say, read from the XML file that the compiler writes beside the library, so that pages and shells need no second
/// text.
/// </summary>
internal static class Documentation
{
    private static readonly Lazy<ILookup<string, XElement>> Members = new(() =>
    {
        string path = Path.ChangeExtension(typeof(Documentation).Assembly.Location, ".xml");
        XElement[] members = File.Exists(path) ? [.. XDocument.Load(path).Descendants("member")] : [];
        return members.ToLookup(m => m.Attribute("name")?.Value ?? "");
    });

    /// <summary>What a constructor's parameter does; empty where the file is not there.</summary>
    internal static string Of(ParameterInfo parameter)
    {
        string type = parameter.Member.DeclaringType!.FullName!; // constructors have one
        XElement? text = new[] { $"M:{type}.#ctor", $"T:{type}" }
            .SelectMany(prefix =>
                Members
                    .Value.Where(g =>
                        g.Key.StartsWith(prefix, StringComparison.Ordinal) && (g.Key.Length == prefix.Length || g.Key[prefix.Length] == '(')
                    )
                    .SelectMany(g => g)
            )
            .SelectMany(m => m.Elements("param"))
            .FirstOrDefault(p => p.Attribute("name")?.Value == parameter.Name);
        return text is null
            ? ""
            : string.Join(' ', string.Concat(text.Nodes().Select(Text)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    private static string Text(XNode node) =>
        node switch
        {
            XText text => text.Value,
            XElement element => element.Attribute("cref")?.Value.Split('.')[^1] ?? element.Attribute("name")?.Value ?? element.Value,
            _ => "",
        };
}
