using System.Net;
using System.Text.RegularExpressions;
using Ganss.Xss;
using Markdig;
using Markdig.Extensions.Mathematics;
using Markdig.Renderers.Html;
using Markdig.Syntax;
using Markdig.Syntax.Inlines;
using WhiteBoxLab.Web.Notebooks.Document;

namespace WhiteBoxLab.Web.Notebooks.Outputs;

/// <summary>
/// Turns Markdown into HTML that can do nothing but be read. Formulas and diagrams stay text of the classes <c>math</c> and
/// <c>language-mermaid</c>, which the browser's side draws.
/// </summary>
public sealed partial class Markdown
{
    // A text beyond this is shown as it stands: nobody reads it, and everybody would wait.
    private const int Longest = 400_000;

    private static readonly string[] Classes =
    [
        "math",
        "display",
        "task-list-item",
        "contains-task-list",
        "footnotes",
        "footnote-ref",
        "footnote-back-ref",
        "language-mermaid",
        "language-csharp",
        "language-cs",
        "language-python",
        "language-json",
        "language-bash",
        "language-sh",
        "language-xml",
        "language-html",
        "language-css",
        "language-javascript",
        "language-js",
        "language-typescript",
        "language-sql",
        "language-fsharp",
        "language-yaml",
        "language-text",
        "language-latex",
        "language-tex",
    ];

    private readonly MarkdownPipeline pipeline = new MarkdownPipelineBuilder()
        .UsePipeTables()
        .UseGridTables()
        .UseAutoLinks()
        .UseEmphasisExtras()
        .UseTaskLists()
        .UseMathematics()
        .UseFootnotes()
        .Build();
    private readonly HtmlSanitizer sanitizer = Sanitizer();

    /// <summary>The HTML of a text, without script, style, forms, frames or foreign pictures.</summary>
    /// <param name="text">Markdown.</param>
    /// <param name="picture">The address of a picture that the text names relatively or by <c>attachment:</c>; null from it, or no such
    /// function, leaves it as it stands.</param>
    public string ToHtml(string text, Func<string, string?>? picture = null)
    {
        if (text.Length > Longest)
            return $"<pre>{System.Net.WebUtility.HtmlEncode(WholeCharacters.Beginning(text, Longest))}</pre>";
        MarkdownDocument document = Markdig.Markdown.Parse(text, pipeline);
        foreach (
            LinkInline link in document.Descendants<LinkInline>().Where(link => link.IsImage && link.Url is not null && picture is not null)
        )
            link.Url = picture!(link.Url!) ?? link.Url; // both seen above
        foreach (MathInline formula in document.Descendants<MathInline>().Where(formula => formula.DelimiterCount == 2))
            formula.GetAttributes().AddClass("display");
        string html = document.ToHtml(pipeline);
        return sanitizer.Sanitize(
            picture is null
                ? html
                : WrittenPicture().Replace(html, found => found.Groups["before"].Value + Written(found.Groups["url"].Value, picture))
        );
    }

    /// <summary>HTML from elsewhere with the same taken out.</summary>
    /// <param name="html">The HTML.</param>
    public string Safe(string html) => sanitizer.Sanitize(html);

    private static HtmlSanitizer Sanitizer()
    {
        HtmlSanitizer sanitizer = new();
        foreach (
            string tag in new[]
            {
                "form",
                "input",
                "button",
                "select",
                "textarea",
                "option",
                "style",
                "svg",
                "math",
                "font",
                "center",
                "dialog",
            }
        )
            sanitizer.AllowedTags.Remove(tag);
        foreach (string attribute in new[] { "style", "id", "name", "background", "action", "usemap" })
            sanitizer.AllowedAttributes.Remove(attribute);
        sanitizer.AllowedAttributes.Add("class");
        sanitizer.AllowedClasses.UnionWith(Classes);
        sanitizer.AllowedSchemes.Add("mailto");
        sanitizer.AllowedSchemes.Add("data");
        sanitizer.FilterUrl += (_, url) => url.SanitizedUrl = Allowed(url.Tag.TagName, url.OriginalUrl) ? url.SanitizedUrl : null;
        return sanitizer;
    }

    private static string Written(string url, Func<string, string?> picture) =>
        picture(WebUtility.HtmlDecode(url)) is { } found ? WebUtility.HtmlEncode(found) : url;

    // <img src="attachment:cat.png"> in the text itself
    [GeneratedRegex(@"(?<before><img\b[^>]*?\bsrc\s*=\s*(?<quote>[""']))(?<url>(?!data:)[^""'>]*)(?=\k<quote>)", RegexOptions.IgnoreCase)]
    private static partial Regex WrittenPicture();

    // Pictures come from the lab or from the text itself; links may lead anywhere but to script.
    private static bool Allowed(string tag, string url)
    {
        if (url.StartsWith("data:", StringComparison.OrdinalIgnoreCase))
            return tag == "IMG"
                && url.StartsWith("data:image/", StringComparison.OrdinalIgnoreCase)
                && !url.StartsWith("data:image/svg", StringComparison.OrdinalIgnoreCase);
        return tag != "IMG" || !(url.Contains("://", StringComparison.Ordinal) || url.StartsWith("//", StringComparison.Ordinal));
    }
}
