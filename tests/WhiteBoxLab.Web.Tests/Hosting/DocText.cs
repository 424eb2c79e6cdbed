using System.Xml.Linq;

namespace WhiteBoxLab.Web.Tests;

/// <summary>The docstrings that the compiler has written beside the app, as text.</summary>
internal static class DocText
{
    private static readonly ILookup<string, XElement> Members = Load("WhiteBoxLab.Web.xml")
        .Concat(Load("WhiteBoxLab.Protocol.xml"))
        .ToLookup(member => member.Attribute("name")!.Value);

    /// <summary>The members of one of the app's assemblies in the order of the source.</summary>
    public static IEnumerable<XElement> Load(string file) => XDocument.Load(Path.Combine(Repository.WebFolder, file)).Descendants("member");

    /// <summary>What a type or a constant is.</summary>
    public static string Summary(char kind, string name) => Of(Members[$"{kind}:{name.Replace('+', '.')}"].Elements("summary"));

    /// <summary>What a parameter of a record is.</summary>
    public static string Parameter(Type type, string name) =>
        Of(Members[$"T:{type.FullName!.Replace('+', '.')}"].Elements("param").Where(param => param.Attribute("name")!.Value == name));

    /// <summary>Some parts of a docstring in one line, code between backticks.</summary>
    public static string Of(IEnumerable<XElement> parts) =>
        string.Join(' ', string.Concat(parts.Nodes().Select(Text)).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));

    private static string Text(XNode node) =>
        node switch
        {
            XElement { Name.LocalName: "paramref" or "see" } named => $"`{named.FirstAttribute!.Value.Split('.', ':')[^1]}`",
            XElement code => $"`{code.Value}`",
            XText text => text.Value,
            _ => "",
        };
}
