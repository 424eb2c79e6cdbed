using System.Collections;
using System.Net;
using System.Text;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel;

/// <summary>Shows a list of records as a table with a column for each property.</summary>
internal sealed class TableForm : DisplayForm
{
    private const int MostRows = 200, MostColumns = 40, MostInResource = 10_000, MostCells = 60_000, FewRows = 10;

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
            grid.querySelectorAll("th").forEach((one, place) => one.setAttribute("aria-sort", place !== by ? "none" : down ? "descending" : "ascending"));
            body.append(...sorted);
          });
          const box = document.createElement("input");
          box.placeholder = "Filter"; box.setAttribute("aria-label", "Filter rows");
          box.oninput = () => rows.forEach(row => row.hidden = !row.textContent.toLowerCase().includes(box.value.toLowerCase()));
          grid.prepend(box);
        })();</script>
        """;

    public override int Rank => 50;

    public override Display? Show(object value, DisplayRoom room, string? valueId)
    {
        if (value is string or IDictionary || value is not IEnumerable items)
            return null;
        List<object?> rows = [.. items.Cast<object?>().Take(MostInResource + 1)];
        if (rows.Count == 0 || rows.Any(row => row is null || row.GetType() != rows[0]?.GetType()) || Columns(rows[0]) is not { Count: > 0 } columns)
            return null;
        bool isKnown = items.Cast<object?>().TryGetNonEnumeratedCount(out int count);
        int? total = (rows.Count <= MostInResource, isKnown) switch { (true, _) => rows.Count, (_, true) => count, _ => null };
        string html = Html(rows, columns, total);
        return new Display(
        [
            new FormattedValue("text/html", rows.Count > FewRows ? $"<div>{html}{Script}</div>" : html),
            new FormattedValue(DataResource.MimeType, DataResource.Of(rows.Take(Math.Min(MostInResource, MostCells / columns.Count)).OfType<object>(), columns, total)),
            new FormattedValue("text/plain", PlainText.Of(value)),
        ]);
    }

    // Numbers, text, dates and tensors have properties too, but nobody wants a table of them.
    private static List<Member> Columns(object? row)
    {
        Type type = row?.GetType() ?? typeof(object);
        bool single = type.IsPrimitive || row is IDisposable || type.IsEnum || row is string or IEnumerable or Type or Delegate || type.Namespace == nameof(System) && !IsTuple(type);
        return single ? [] : [.. Members.Of(type).Take(MostColumns)];
    }

    private static bool IsTuple(Type type) => type.IsAssignableTo(typeof(System.Runtime.CompilerServices.ITuple));

    private static string Html(List<object?> rows, List<Member> columns, int? total)
    {
        StringBuilder html = new("<table><thead><tr>");
        foreach (Member column in columns)
            html.Append("<th>").Append(WebUtility.HtmlEncode(column.Name)).Append("</th>");
        html.Append("</tr></thead><tbody>");
        foreach (object row in rows.Take(MostRows).OfType<object>())
        {
            html.Append("<tr>");
            foreach (Member column in columns)
                html.Append("<td>").Append(WebUtility.HtmlEncode(Cell(column, row))).Append("</td>");
            html.Append("</tr>");
        }
        html.Append("</tbody></table>");
        return rows.Count > MostRows ? html.Append("<p>The first ").Append(MostRows).Append(total is null ? "" : $" of {total}").Append(" rows.</p>").ToString() : html.ToString();
    }

    private static string Cell(Member column, object row) => column.Show(row, value => value as string ?? PlainText.Summary(value), name => name);
}
