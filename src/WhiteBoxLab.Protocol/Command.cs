using System.Text.Json.Serialization;

namespace WhiteBoxLab.Protocol;

/// <summary>
/// Something a client asks a kernel to do: an imperative, answered by events and by exactly one <c>CommandSucceeded</c> or
/// <c>CommandFailed</c>.
/// </summary>
public abstract record Command
{
    /// <summary>The kernel inside the process that should answer, or null for the default one.</summary>
    [JsonPropertyOrder(1)]
    public string? TargetKernelName { get; init; }

    /// <summary>Where the command came from, as a kernel URI, or null.</summary>
    [JsonPropertyOrder(2)]
    public string? OriginUri { get; init; }

    /// <summary>Where the command should go, as a kernel URI, or null.</summary>
    [JsonPropertyOrder(3)]
    public string? DestinationUri { get; init; }

    /// <summary>The name under which the command travels: its class name.</summary>
    [JsonIgnore]
    public virtual string CommandType => GetType().Name;
}
