using System.Text.Json.Serialization;

namespace WhiteBoxLab.Protocol;

/// <summary>
/// Stands, in an event, for a command that the kernel could not read: so that its sender hears of it. Never sent as a command.
/// </summary>
/// <param name="Type">The type that the command claimed to be.</param>
public sealed record UnreadableCommand([property: JsonIgnore] string Type) : Command
{
    /// <inheritdoc/>
    [JsonIgnore]
    public override string CommandType => Type;
}
