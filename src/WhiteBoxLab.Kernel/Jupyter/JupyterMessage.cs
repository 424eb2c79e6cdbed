using System.Text.Json.Nodes;

namespace WhiteBoxLab.Kernel.Jupyter;

/// <summary>A message of Jupyter's protocol.</summary>
/// <param name="Identities">The way to who sent it, or to who gets it.</param>
/// <param name="Header">What it is.</param>
/// <param name="Parent">The header of the request that caused it; empty for none.</param>
/// <param name="Content">What it says.</param>
internal sealed record JupyterMessage(IReadOnlyList<byte[]> Identities, JsonObject Header, JsonObject Parent, JsonObject Content)
{
    /// <summary>What belongs to no content; empty for most.</summary>
    public JsonObject Metadata { get; init; } = [];

    /// <summary>Such as <c>execute_request</c>.</summary>
    public string Type => (string?)Header["msg_type"] ?? "";

    /// <summary>A flag of the content.</summary>
    public bool Flag(string name, bool otherwise) =>
        Content[name] is JsonValue value && value.TryGetValue(out bool flag) ? flag : otherwise;

    /// <summary>A text of the content; empty where there is none.</summary>
    public string Text(string name) => Content[name] is JsonValue value && value.TryGetValue(out string? text) ? text : "";

    /// <summary>A whole number of the content.</summary>
    public int Number(string name, int otherwise) =>
        Content[name] is JsonValue value && value.TryGetValue(out int number) ? number : otherwise;
}
