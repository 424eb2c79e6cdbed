using System.Net;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.RegularExpressions;
using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Notebooks.Document;
using WhiteBoxLab.Web.Notebooks.Outputs;

namespace WhiteBoxLab.Web.Notebooks.Storage.Exports;

/// <summary>
/// Writes a notebook as one HTML file that needs nothing else, holds no script, and prints well on paper or as PDF. Formulas and diagrams
/// are text in it, which the notebook's page draws before it hands the file over.
/// </summary>
/// <param name="markdown">Turns texts and outputs into HTML that can do nothing but be read.</param>
/// <param name="fonts">The lab's faces.</param>
public sealed partial class HtmlPage(Markdown markdown, PageFonts fonts)
{
    /// <summary>Wherever the page is opened, it loads nothing and runs nothing.</summary>
    public const string Policy = "default-src 'none'; img-src data:; font-src data:; style-src 'unsafe-inline'";

    /// <summary>The file's text.</summary>
    /// <param name="state">The notebook.</param>
    public string Write(NotebookState state)
    {
        string cells = string.Concat(state.Cells.Select(cell => Section(cell, state)));
        return $"""
            <!doctype html>
            <html lang="en">
            <head>
            <meta charset="utf-8">
            <meta http-equiv="Content-Security-Policy" content="{Policy}">
            <meta name="viewport" content="width=device-width, initial-scale=1">
            <title>{Encoded(state.Title)}</title>
            <style>
            {fonts.For(cells)}{PageStyle.Css}</style>
            </head>
            <body>
            <main>
            {cells}</main>
            </body>
            </html>

            """;
    }

    private string Section(Cell cell, NotebookState state) =>
        cell.Kind switch
        {
            "code" => Code(cell, CellCode.LanguageIn(cell, state) == NotebookLanguage.CSharp),
            "markdown" => $"<section class=\"text\">{Prose(cell)}</section>\n",
            _ => $"<pre class=\"raw\">{Encoded(cell.Source)}</pre>\n",
        };

    private string Prose(Cell cell) =>
        FencedCode()
            .Replace(markdown.ToHtml(cell.Source, url => CellProse.Attached(cell, url)), code =>
                CSharpColours.ToHtml(WebUtility.HtmlDecode(code.Value))
            );

    // C# among the text, as the sanitizer has left it: without tags.
    [GeneratedRegex("(?<=<code class=\"language-(?:csharp|cs)\">)[^<]+(?=</code>)")]
    private static partial Regex FencedCode();

    private string Code(Cell cell, bool isCSharp)
    {
        string source =
            cell.IsAway(CellPart.Source) || cell.IsAway(CellPart.All)
                ? ""
                : $"<pre class=\"code\"><code>{(isCSharp ? CSharpColours.ToHtml(cell.Source) : Encoded(cell.Source))}</code></pre>\n";
        string outputs = cell.IsAway(CellPart.Outputs) || cell.IsAway(CellPart.All) ? "" : string.Concat(cell.Outputs.Select(Output));
        string count = cell.ExecutionCount is { } place ? $"<span class=\"count\">[{place}]</span>" : "";
        return $"<section class=\"cell\">{count}{source}{outputs}</section>\n";
    }

    private string Output(CellOutput output) =>
        output.Type switch
        {
            "stream" => Text(JsonText.Of(output.Json["text"]) ?? "", JsonText.Of(output.Json["name"]) == "stderr" ? "error" : "out"),
            "error" => Text($"{JsonText.Of(output.Json["evalue"])}\n{OutputParts.Rest(output)}".Trim('\n'), "error"),
            _ => Value(output),
        };

    private string Value(CellOutput output)
    {
        string words = Encoded(output.Text("text/plain") ?? "A picture");
        if (OutputParts.Picture(output) is { } picture)
            return $"<img src=\"{Encoded(picture)}\" alt=\"{words}\">\n";
        if (output.Text("image/svg+xml") is { } svg)
            // as a picture it runs nothing
            return $"<img src=\"data:image/svg+xml;base64,{Convert.ToBase64String(Encoding.UTF8.GetBytes(svg))}\" alt=\"{words}\">\n";
        if (output.Text("text/html") is { } html)
            return $"<div class=\"out\">{markdown.Safe(html)}</div>\n";
        if (output.Text("text/markdown") is { } text)
            return $"<div class=\"out\">{markdown.ToHtml(text)}</div>\n";
        return Text(output.Text("text/plain") ?? output.Text("application/json") ?? "An output that a page cannot show.", "out");
    }

    private static string Text(string text, string look) => $"<pre class=\"{look}\">{Encoded(OutputText.Plain(text))}</pre>\n";

    private static string Encoded(string text) => HtmlEncoder.Default.Encode(text);
}
