using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.QuickInfo;

namespace WhiteBoxLab.Kernel.Editing;

/// <summary>Roslyn's descriptions as Markdown: the signature as code, then what it does.</summary>
internal static class Described
{
    public static string Markdown(ImmutableArray<TaggedText> parts)
    {
        string[] lines = string.Concat(parts.Select(part => part.Text)).Split(["\r\n", "\n"], 2, StringSplitOptions.None);
        return Join(lines[0], lines.ElementAtOrDefault(1));
    }

    public static string Markdown(QuickInfoItem item)
    {
        string Section(string kind) => string.Concat(item.Sections.Where(section => section.Kind == kind).Select(section => section.Text));
        string rest = string.Join(
            "\n\n",
            item.Sections.Where(section => section.Kind != QuickInfoSectionKinds.Description && section.Text.Length > 0)
                .Select(section => Escaped(section.Text.Trim()))
        );
        return Code(Section(QuickInfoSectionKinds.Description)) + (rest.Length > 0 ? "\n" + rest : "");
    }

    private static string Join(string signature, string? text) =>
        Code(signature) + (string.IsNullOrWhiteSpace(text) ? "" : "\n" + Escaped(text.Trim()));

    private static string Code(string signature) => $"```csharp\n{signature}\n```\n";

    // Documentation is text: none of its signs is meant as Markdown or HTML.
    private static string Escaped(string text) => System.Text.RegularExpressions.Regex.Replace(text, @"([\\`*_{}\[\]<>#|~])", @"\$1");
}
