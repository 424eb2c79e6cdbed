using System.Text.Json.Nodes;

namespace WhiteBoxLab.Web.Notebooks.Document;

// A cell's tags, in the file under Jupyter's own key, metadata.tags.
internal static class CellTags
{
    internal static JsonObject With(JsonObject cell, string tag, bool on)
    {
        JsonObject changed = (JsonObject)cell.DeepClone();
        if (changed["metadata"] is not JsonObject metadata)
            changed["metadata"] = metadata = [];
        if (metadata["tags"] is not JsonArray tags)
            metadata["tags"] = tags = [];
        if (on)
            tags.Add(tag);
        else
            tags.RemoveAll(one => one is JsonValue value && value.TryGetValue(out string? text) && text == tag);
        if (tags.Count == 0)
            metadata.Remove("tags");
        return changed;
    }
}
