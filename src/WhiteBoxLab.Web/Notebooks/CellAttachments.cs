using System.Text.Json.Nodes;

namespace WhiteBoxLab.Web;

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
        return OutputParts.PictureTypes.Select(type => (Type: type, Bytes: JsonText.Of(forms[type]))).FirstOrDefault(form => form.Bytes is not null) is { Bytes: { } bytes } form
            ? $"data:{form.Type};base64,{bytes.ReplaceLineEndings("")}" : null;
    }

    internal static Cell Add(Cell cell, NotebookOperation.Attach attach)
    {
        var changed = (JsonObject)cell.Rest.DeepClone();
        if (changed["attachments"] is not JsonObject attachments)
            changed["attachments"] = attachments = [];
        attachments[attach.Name] = new JsonObject { [attach.MimeType] = attach.Base64 };
        return cell with { Rest = changed };
    }
}
