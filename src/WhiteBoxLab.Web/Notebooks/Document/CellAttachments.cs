using System.Text.Json.Nodes;
using WhiteBoxLab.Web.Notebooks.Document.Operations;
using WhiteBoxLab.Web.Notebooks.Outputs;

namespace WhiteBoxLab.Web.Notebooks.Document;

/// <summary>The pictures that a cell of Markdown carries with it, under <c>attachments</c> of its file.</summary>
public static class CellAttachments
{
    /// <summary>
    /// An attached picture as an address of its own bytes; null when there is none of that name in a form that browsers show without acting
    /// on it.
    /// </summary>
    /// <param name="cell">The cell.</param>
    /// <param name="name">The name behind <c>attachment:</c>.</param>
    public static string? Find(Cell cell, string name)
    {
        if ((cell.Rest["attachments"] as JsonObject)?[name] is not JsonObject forms)
            return null;
        return
            OutputParts
                .PictureTypes.Select(type => (Type: type, Bytes: JsonText.Of(forms[type])))
                .FirstOrDefault(form => form.Bytes is not null)
                is { Bytes: { } bytes } form
            ? $"data:{form.Type};base64,{bytes.ReplaceLineEndings("")}"
            : null;
    }

    /// <summary>A cell whose pictures have names that another's do not have, in its text as well, so that the two can become one.</summary>
    internal static Cell Beside(Cell other, Cell cell)
    {
        JsonObject here = Of(other);
        foreach (
            (string name, JsonNode? forms) in Of(cell)
                .Where(one => here.ContainsKey(one.Key) && !JsonNode.DeepEquals(here[one.Key], one.Value))
                .ToArray()
        )
            cell = Renamed(
                cell,
                name,
                Enumerable
                    .Range(2, int.MaxValue - 2)
                    .Select(number => $"{number}-{name}")
                    .First(free => !here.ContainsKey(free) && !Of(cell).ContainsKey(free)),
                forms
            );
        return cell;
    }

    /// <summary>A cell with the pictures of another as well.</summary>
    internal static Cell WithThose(Cell cell, Cell other)
    {
        if (Of(other).Count == 0)
            return cell;
        JsonObject changed = (JsonObject)cell.Rest.DeepClone();
        JsonObject all = (JsonObject)Of(cell).DeepClone();
        foreach ((string name, JsonNode? forms) in Of(other))
            all[name] = forms?.DeepClone();
        changed["attachments"] = all;
        return cell with { Rest = changed };
    }

    private static Cell Renamed(Cell cell, string name, string free, JsonNode? forms)
    {
        JsonObject changed = (JsonObject)cell.Rest.DeepClone();
        Of(changed).Remove(name);
        Of(changed)[free] = forms?.DeepClone();
        string source = new[] { name, Uri.EscapeDataString(name) }
            .Distinct()
            .Aggregate(cell.Source, (text, written) =>
                text.Replace($"attachment:{written}", $"attachment:{Uri.EscapeDataString(free)}", StringComparison.Ordinal)
            );
        return cell with { Rest = changed, Source = source };
    }

    private static JsonObject Of(Cell cell) => Of(cell.Rest);

    private static JsonObject Of(JsonObject cell) => cell["attachments"] as JsonObject ?? [];

    internal static Cell Add(Cell cell, NotebookOperation.Attach attach)
    {
        JsonObject changed = (JsonObject)cell.Rest.DeepClone();
        if (changed["attachments"] is not JsonObject attachments)
            changed["attachments"] = attachments = [];
        attachments[attach.Name] = new JsonObject { [attach.MimeType] = attach.Base64 };
        return cell with { Rest = changed };
    }
}
