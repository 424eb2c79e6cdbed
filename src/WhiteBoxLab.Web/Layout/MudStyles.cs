using System.Security.Cryptography;
using System.Text;
using System.Text.RegularExpressions;

namespace WhiteBoxLab.Web.Layout;

/// <summary>
/// MudBlazor's style sheet without the components that no page of the lab has, and without its classes for other widths: a quarter of it,
/// which is what every browser reads before it shows or does anything.
/// </summary>
public sealed partial class MudStyles
{
    private const string Whole = "_content/MudBlazor/MudBlazor.min.css";

    /// <summary>The components that are left out, as the names of their classes have them.</summary>
    public static IReadOnlyList<string> Absent { get; } =
    [
        "avatar",
        "badge",
        "breadcrumb",
        "button-group",
        "card",
        "carousel",
        "chart",
        "chip",
        "data-grid",
        "drawer",
        "expand-panel",
        "expansion-panels",
        "fab",
        "file-upload",
        "grid",
        "navmenu",
        "pagination",
        "picker",
        "radio",
        "rating",
        "simple-table",
        "skeleton",
        "slider",
        "stepper",
        "switch",
        "table",
        "tabs",
        "timeline",
        "toggle-group",
        "treeview",
    ];

    private static readonly Regex Component = new(
        $@"\.mud-(?:{string.Join('|', Absent.Select(Regex.Escape))})(?![a-z])",
        RegexOptions.CultureInvariant
    );

    /// <summary>Reads the package's style sheet and leaves out what no page has.</summary>
    /// <param name="environment">Has the package's files.</param>
    public MudStyles(IWebHostEnvironment environment)
    {
        using StreamReader file = new(environment.WebRootFileProvider.GetFileInfo(Whole).CreateReadStream());
        Text = Without(file.ReadToEnd());
        Address = $"css/mud.{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(Text)), 0, 5)}.css";
    }

    /// <summary>The style sheet.</summary>
    public string Text { get; }

    /// <summary>Where it is served; another one when it changes, so that browsers keep it.</summary>
    public string Address { get; }

    /// <summary>A style sheet without the rules of absent components and of other widths; a rule for several stays for the others.</summary>
    /// <param name="css">The style sheet.</param>
    public static string Without(string css)
    {
        StringBuilder kept = new();
        foreach (string rule in Rules(css))
            kept.Append(Kept(rule));
        return kept.ToString();
    }

    private static string Kept(string rule)
    {
        int open = rule.IndexOf('{', StringComparison.Ordinal);
        if (open < 0)
            return rule;
        (string head, string body) = (rule[..open], rule[(open + 1)..^1]);
        if (head.StartsWith("@media", StringComparison.Ordinal) || head.StartsWith("@supports", StringComparison.Ordinal))
            return Without(body) is { Length: > 0 } inner ? $"{head}{{{inner}}}" : "";
        if (head.StartsWith('@'))
            return rule;
        string[] selectors = [.. Selectors().Matches(head).Select(match => match.Value).Where(IsWanted)];
        return selectors.Length == 0 ? "" : $"{string.Join(',', selectors)}{{{body}}}";
    }

    private static bool IsWanted(string selector) => !Component.IsMatch(selector) && !OtherWidths().IsMatch(selector);

    // Rules and statements as they follow each other; those inside a rule stay with it.
    private static IEnumerable<string> Rules(string css)
    {
        int depth = 0,
            start = 0;
        for (int i = 0; i < css.Length; i++)
        {
            depth += css[i] switch
            {
                '{' => 1,
                '}' => -1,
                _ => 0,
            };
            if (depth != 0 || css[i] is not ('}' or ';'))
                continue;
            yield return css[start..(i + 1)];
            start = i + 1;
        }
    }

    // Commas inside :is(...) and [...] do not part them.
    [GeneratedRegex(@"(?:[^,(\[]|\((?:[^()]|\((?:[^()]|\([^()]*\))*\))*\)|\[[^\]]*\])+")]
    private static partial Regex Selectors();

    // Such as .mt-md-4 or .d-sm-none; a component's own sizes begin with .mud.
    [GeneratedRegex(@"^\.(?!mud)[a-z]+(?:-[a-z]+)*-(?:xs|sm|md|lg|xl|xxl)(?:-|\b)")]
    private static partial Regex OtherWidths();
}
