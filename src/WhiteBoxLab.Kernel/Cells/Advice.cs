using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace WhiteBoxLab.Kernel;

/// <summary>What to write instead, where the C# of cells differs from that of files.</summary>
internal static partial class Advice
{
    private const string Outlive = "A variable at the top of a cell lives as long as the kernel, and this one cannot: put the lines that use it into a block { ... } or into a function.";

    private static readonly Dictionary<string, string> ByCode = new(StringComparer.Ordinal)
    {
        ["CS7021"] = "A cell has no namespaces: write the types without one, or put them into a project and add it with #r \"project: FILE\".",
        ["CS8345"] = Outlive,
        ["CS8373"] = Outlive,
        ["CS9059"] = Outlive,
        ["CS1109"] = "An extension of this kind needs a file: put it into a project and add it with #r \"project: FILE\".",
        ["CS9283"] = "An extension block needs a file: write the method as static T Name(this X x), or put the block into a project and add it with #r \"project: FILE\".",
    };

    /// <summary>The sentences that help, each behind a line's end; empty where the compiler's own words are enough.</summary>
    public static string For(IReadOnlyList<Diagnostic> errors, string code)
    {
        IEnumerable<string> sentences = errors.Select(error => error.Id switch
        {
            "CS0120" => "A class cannot see the variables of cells: give it the value by its constructor or by a parameter.",
            _ => ByCode.GetValueOrDefault(error.Id),
        }).OfType<string>();
        if (TopUsing().IsMatch(code))
            sentences = sentences.Append("At the top of a cell there is no using for a variable, because later cells use it: write var, or put the lines into a block { ... }.");
        return string.Concat(sentences.Distinct().Select(sentence => "\n" + sentence));
    }

    [GeneratedRegex(@"^(?:await\s+)?using\s+(?:var|[A-Za-z_][\w.<>\[\], ]*)\s+\w+\s*=", RegexOptions.Multiline)]
    private static partial Regex TopUsing();
}
