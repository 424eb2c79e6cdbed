using System.Text.Json.Nodes;

namespace WhiteBoxLab.Web.Compute;

/// <summary>
/// Which kernel a notebook's file names: the lab's own in Jupyter's way, by its kernelspec; another by its name in the lab's list, under
/// <c>metadata.whiteboxlab.kernel</c>.
/// A file never names a command. One that names none, or a kernelspec that is not ours, has the lab's default.
/// </summary>
public static class KernelChoice
{
    /// <summary>The name of the lab's own kernel, here as in Jupyter.</summary>
    public const string Own = "whiteboxlab";

    /// <summary>What people call the lab's own kernel, here as in Jupyter.</summary>
    public const string OwnTitle = "C# (WhiteBoxLab)";

    /// <summary>The name of .NET Interactive where the lab finds it on the machine.</summary>
    public const string DotnetInteractive = "dotnet-interactive";

    private const string Ours = "whiteboxlab",
        Key = "kernel";

    /// <summary>The kernel's name; null for the lab's default.</summary>
    /// <param name="frame">The file without its cells.</param>
    public static string? Of(JsonObject frame) =>
        (Text(Part(frame, Ours)?[Key]), Text(Part(frame, "kernelspec")?["name"])) switch
        {
            ({ Length: > 0 } name, _) => name,
            (_, Own) => Own,
            _ => null,
        };

    /// <summary>The file with another choice; all else in it stays.</summary>
    /// <param name="frame">The file without its cells.</param>
    /// <param name="kernel">The kernel's name.</param>
    public static JsonObject With(JsonObject frame, string kernel)
    {
        JsonObject changed = (JsonObject)frame.DeepClone();
        if (changed["metadata"] is not JsonObject metadata)
            changed["metadata"] = metadata = [];
        if (SpecOf(kernel) is { } spec)
            PutSpec(metadata, spec);
        PutKey(metadata, kernel == Own ? null : kernel);
        return changed;
    }

    // What Jupyter calls a kernel; null where nobody knows, and then what stands there stays.
    private static (string Name, string Title)? SpecOf(string kernel) =>
        kernel switch
        {
            Own => (Own, OwnTitle),
            DotnetInteractive => (".net-csharp", ".NET (C#)"),
            _ => null,
        };

    private static void PutSpec(JsonObject metadata, (string Name, string Title) spec)
    {
        if (metadata["kernelspec"] is not JsonObject written)
            metadata["kernelspec"] = written = [];
        (written["display_name"], written["language"], written["name"]) = (spec.Title, "C#", spec.Name);
    }

    private static void PutKey(JsonObject metadata, string? kernel)
    {
        if (kernel is not null && metadata[Ours] is not JsonObject)
            metadata[Ours] = new JsonObject();
        if (metadata[Ours] is not JsonObject ours)
            return;
        if (kernel is not null)
            ours[Key] = kernel;
        else if (ours.Remove(Key) && ours.Count == 0)
            metadata.Remove(Ours);
    }

    private static JsonObject? Part(JsonObject frame, string key) => (frame["metadata"] as JsonObject)?[key] as JsonObject;

    private static string? Text(JsonNode? node) => node is JsonValue value && value.TryGetValue(out string? text) ? text : null;
}
