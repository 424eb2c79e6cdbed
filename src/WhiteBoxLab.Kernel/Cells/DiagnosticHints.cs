using System.Globalization;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WhiteBoxLab.Kernel.Cells;

/// <summary>What to write instead, where the C# of cells differs from that of files.</summary>
internal static partial class DiagnosticHints
{
    private const string Outlive =
        "A variable at the top of a cell lives as long as the kernel, and this one cannot: put the lines that use it into a "
        + "block { ... } or into a function.";

    private const string Instead =
        "Of .NET Interactive's API cells have Microsoft.DotNet.Interactive.Formatting. Instead of KernelInvocationContext "
        + "there are display(value), cancellationToken and GetInputAsync(question); instead of kernels by name there are the "
        + "lines #!html, #!markdown, #!mermaid and #!value.";

    private static readonly Dictionary<string, string> ByCode = new(StringComparer.Ordinal)
    {
        ["CS8345"] = Outlive,
        ["CS8373"] = Outlive,
        ["CS9059"] = Outlive,
        ["CS1109"] = "An extension of this kind needs a file: put it into a project and add it with #r \"project: FILE\".",
        ["CS9283"] =
            "An extension block needs a file: write the method as static T Name(this X x), or put the block into a project and "
            + "add it with #r \"project: FILE\".",
    };

    /// <summary>The sentences that help, each behind a line's end; empty where the compiler's own words are enough.</summary>
    public static string For(IReadOnlyList<Diagnostic> errors, string code)
    {
        IEnumerable<string> sentences = errors
            .Select(error =>
                error.Id switch
                {
                    "CS0103" or "CS0234" or "CS0246" when Foreign().IsMatch(error.GetMessage(CultureInfo.InvariantCulture)) => Instead,
                    "CS0120" => "A class cannot see the variables of cells: give it the value by its constructor or by a parameter.",
                    "CS0103" or "CS0246" when Space(error) is not null =>
                        "Types in a namespace see other namespaces, packages and usings, but not what cells declare outside of "
                            + "one: move it into the namespace, or give it as an argument.",
                    "CS0029" or "CS1503" when Twins().IsMatch(error.GetMessage(CultureInfo.InvariantCulture)) =>
                        "One of the two is of an older run: run the cells again that made the value, or cast it by way of (object).",
                    _ when Space(error) is FileScopedNamespaceDeclarationSyntax =>
                        "Behind namespace NAME; a cell can have nothing but types: write namespace NAME { ... } around them, "
                            + "and the statements behind it.",
                    _ => ByCode.GetValueOrDefault(error.Id),
                }
            )
            .OfType<string>();
        if (TopUsing().IsMatch(code))
            sentences = sentences.Append(
                "At the top of a cell there is no using for a variable, because later cells use it: write var, or put the "
                    + "lines into a block { ... }."
            );
        return string.Concat(sentences.Distinct().Select(sentence => "\n" + sentence));
    }

    private static BaseNamespaceDeclarationSyntax? Space(Diagnostic error) =>
        error
            .Location.SourceTree?.GetRoot()
            .FindToken(error.Location.SourceSpan.Start)
            .Parent?.FirstAncestorOrSelf<BaseNamespaceDeclarationSyntax>();

    // "cannot convert from 'Lab.Box [Namespaces#3, ...]' to 'Lab.Box [Namespaces#5, ...]'"
    [GeneratedRegex(@"'(?<type>[\w.<>]+) \[[^']*' to '\k<type> \[")]
    private static partial Regex Twins();

    [GeneratedRegex(
        @"'DotNet' does not exist in the namespace "
            + @"'Microsoft'|Microsoft\.DotNet\.Interactive|'(KernelInvocationContext|CompositeKernel)'|'Interactive' does not exist "
            + @"in the namespace 'Microsoft\.DotNet'"
    )]
    private static partial Regex Foreign();

    [GeneratedRegex(@"^(?:await\s+)?using\s+(?:var|[A-Za-z_][\w.<>\[\], ]*)\s+\w+\s*=", RegexOptions.Multiline)]
    private static partial Regex TopUsing();
}
