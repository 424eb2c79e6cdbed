using System.Text;
using System.Text.Encodings.Web;
using WhiteBoxLab.Web.Notebooks.Document;
using WhiteBoxLab.Web.Notebooks.Outputs;

namespace WhiteBoxLab.Web.Notebooks.Storage.Exports;

/// <summary>Writes a notebook as one HTML file that needs nothing else, holds no script, and prints well on paper or as PDF.</summary>
/// <param name="markdown">Turns texts and outputs into HTML that can do nothing but be read.</param>
public sealed class HtmlPage(Markdown markdown)
{
    /// <summary>The file's text.</summary>
    /// <param name="state">The notebook.</param>
    public string Write(NotebookState state)
    {
        StringBuilder page = new();
        page.Append(
                "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" "
                    + "content=\"width=device-width, initial-scale=1\">\n<title>"
            )
            .Append(Encoded(state.Title))
            .Append("</title>\n<style>\n")
            .Append(Style)
            .Append("</style>\n</head>\n<body>\n<main>\n");
        foreach (Cell cell in state.Cells)
        {
            page.Append(
                cell.Kind switch
                {
                    "code" => Code(cell),
                    "markdown" =>
                        $"<section class=\"text\">{markdown.ToHtml(cell.Source, url => CellProse.Attached(cell, url))}</section>\n",
                    _ => $"<pre class=\"raw\">{Encoded(cell.Source)}</pre>\n",
                }
            );
        }
        return page.Append("</main>\n</body>\n</html>\n").ToString();
    }

    private string Code(Cell cell)
    {
        string source =
            cell.IsAway(CellPart.Source) || cell.IsAway(CellPart.All)
                ? ""
                : $"<pre class=\"code\"><code>{Encoded(cell.Source)}</code></pre>\n";
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

    private const string Style = """
        :root { color-scheme: light; }
        body { margin: 0; color: #1b1f24; background: #fff; font: 16px/1.55 system-ui, "Segoe UI", sans-serif; }
        main { max-width: 860px; margin: 0 auto; padding: 32px 20px 64px; }
        pre { margin: 0 0 8px; padding: 10px 12px; overflow-x: auto; white-space: pre-wrap; overflow-wrap: anywhere;
          font: 13px/1.5 ui-monospace, "IBM Plex Mono", Consolas, monospace; }
        .code { background: #f4f5f7; border: 1px solid #d9dce1; border-radius: 4px; }
        .error { color: #a3211b; background: #fdf1f0; }
        .cell { position: relative; margin: 0 0 18px; }
        .count { position: absolute; right: 100%; margin-right: 8px; top: 10px; color: #6a7078;
          font: 12px ui-monospace, Consolas, monospace; }
        img { max-width: 100%; height: auto; }
        table { border-collapse: collapse; margin: 0 0 12px; font-size: 14px; }
        th, td { border: 1px solid #d9dce1; padding: 4px 8px; text-align: left; }
        @page { margin: 18mm 16mm; }
        @media print {
          body { font-size: 10.5pt; }
          main { max-width: none; padding: 0; }
          pre { font-size: 8.5pt; }
          .code { background: none; }
          .count { position: static; }
          h1, h2, h3 { break-after: avoid; }
          img, table, .text > * { break-inside: avoid; }
        }

        """;
}
