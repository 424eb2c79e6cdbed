using System.Net;
using System.Text;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Displays;

/// <summary>Rows and columns as a table, as a data resource for pages that have a grid of their own, and as text.</summary>
internal static class Grid
{
    /// <summary>The most columns that are shown.</summary>
    public const int MostColumns = 40;

    /// <summary>The most rows that a page gets.</summary>
    public const int MostInResource = 10_000;

    private const int MostRows = 200,
        MostCells = 60_000,
        FewRows = 10;

    // Sorts by a click on a column's head and filters by text, where a page lets scripts of outputs run; where not, it is a table.
    private const string Script = """
        <script>(() => {
          const grid = document.currentScript.parentElement, body = grid.querySelector("tbody"), rows = [...body.rows];
          const key = text => text.trim() !== "" && isFinite(text) ? Number(text) : text;
          let by = -1, down = false;
          grid.querySelectorAll("th").forEach((head, column) => head.onclick = () => {
            down = by === column && !down; by = column;
            const sorted = [...rows].sort((a, b) => {
              const x = key(a.cells[column].textContent), y = key(b.cells[column].textContent);
              const order = typeof x === typeof y ? (x < y ? -1 : x > y ? 1 : 0) : typeof x === "number" ? -1 : 1;
              return down ? -order : order;
            });
            const order = down ? "descending" : "ascending";
            grid.querySelectorAll("th").forEach((one, place) => one.setAttribute("aria-sort", place === by ? order : "none"));
            body.append(...sorted);
          });
          const box = document.createElement("input");
          box.placeholder = "Filter"; box.setAttribute("aria-label", "Filter rows");
          box.oninput = () => rows.forEach(row => row.hidden = !row.textContent.toLowerCase().includes(box.value.toLowerCase()));
          grid.prepend(box);
        })();</script>
        """;

    /// <summary>Shows rows.</summary>
    /// <param name="rows">The rows, <see cref="MostInResource"/> or a few more.</param>
    /// <param name="columns">What is read of each; at least one.</param>
    /// <param name="total">How many rows there are in all; null when there are more and nobody has counted them.</param>
    /// <param name="text">The same as text.</param>
    public static Display Show(IReadOnlyList<object> rows, IReadOnlyList<Member> columns, int? total, string text)
    {
        bool formatted = false;
        string html = Html(rows, columns, total, value => Cell(value, ref formatted));
        List<FormattedValue> forms = [new("text/html", rows.Count > FewRows ? $"<div>{html}{Script}</div>" : html)];
        if (!formatted) // a grid would not show what the formatters made
            forms.Add(
                new(DataResource.MimeType, DataResource.Of(rows.Take(Math.Min(MostInResource, MostCells / columns.Count)), columns, total))
            );
        return new Display([.. forms, new("text/plain", text)]);
    }

    private static string Html(IReadOnlyList<object> rows, IReadOnlyList<Member> columns, int? total, Func<object?, string> cell)
    {
        StringBuilder html = new("<table><thead><tr>");
        foreach (Member column in columns)
            html.Append("<th>").Append(WebUtility.HtmlEncode(column.Name)).Append("</th>");
        html.Append("</tr></thead><tbody>");
        foreach (object row in rows.Take(MostRows))
        {
            html.Append("<tr>");
            foreach (Member column in columns)
                html.Append("<td>").Append(column.Show(row, cell, name => name)).Append("</td>");
            html.Append("</tr>");
        }
        html.Append("</tbody></table>");
        return rows.Count > MostRows
            ? html.Append("<p>The first ").Append(MostRows).Append(total is null ? "" : $" of {total}").Append(" rows.</p>").ToString()
            : html.ToString();
    }

    private static string Cell(object? value, ref bool formatted)
    {
        string? own = value is null ? null : UserFormatters.Of(value, "text/html");
        formatted |= own is not null;
        return own ?? WebUtility.HtmlEncode(value as string ?? PlainText.Summary(value));
    }
}
