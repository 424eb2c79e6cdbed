using System.Text.Json.Serialization;

namespace WhiteBoxLab.Protocol;

/// <summary>Something that happened in a kernel: past tense, always about one command except <c>KernelReady</c>.</summary>
public abstract record Event
{
    /// <summary>The name under which the event travels: its class name.</summary>
    [JsonIgnore]
    public string EventType => GetType().Name;
}
