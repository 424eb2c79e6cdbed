using System.Text.RegularExpressions;
using System.Xml.Linq;
using Xunit;

namespace WhiteBoxLab.Tests;

/// <summary>What the docstring of every method tells, read from the file beside the library, as editors and notebooks read it.</summary>
public sealed partial class DocstringTests
{
    private static readonly XElement[] Members =
    [
        .. XDocument.Load(Path.ChangeExtension(typeof(Explainer).Assembly.Location, ".xml")).Descendants("member"),
    ];

    private static readonly (string What, Func<string, bool> Holds)[] Laws =
    [
        ("the shape of the input, [N, 3, H, W], and of the map", remarks => remarks.Contains("[N, 3, H, W]", StringComparison.Ordinal)),
        ("a link to the source", remarks => remarks.Contains("href=\"https://", StringComparison.Ordinal)),
        ("one sentence, and no second, that begins with 'Differs from the paper:' or 'As in the paper'", remarks =>
            Comparison().Count(remarks) == 1
        ),
    ];

    public static TheoryData<string> Explainers =>
        [
            .. typeof(Explainer)
                .Assembly.GetExportedTypes()
                .Where(t => t.IsSubclassOf(typeof(Explainer)) && !t.IsAbstract)
                .Select(t => t.Name),
        ];

    [Theory, MemberData(nameof(Explainers))]
    public void The_remarks_tell_the_shapes_the_source_and_what_differs_from_the_paper(string name)
    {
        string remarks = RemarksOf(name);

        string[] missing = [.. Laws.Where(law => !law.Holds(remarks)).Select(law => law.What)];

        Assert.True(missing.Length == 0, $"The remarks of {name} lack {string.Join("; ", missing)}.");
    }

    private static string RemarksOf(string name) =>
        Members
            .FirstOrDefault(m => m.Attribute("name")?.Value == $"T:WhiteBoxLab.{name}")
            ?.Element("remarks")
            ?.ToString(SaveOptions.DisableFormatting)
        ?? "";

    /// <summary>Where a sentence begins: behind a full stop or a tag.</summary>
    [GeneratedRegex(@"(?<=[.>]\s*)(Differs from the paper:|As in the paper\b)", RegexOptions.ExplicitCapture)]
    private static partial Regex Comparison();
}
