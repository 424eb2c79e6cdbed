using System.Text.Json.Serialization;

namespace WhiteBoxLab.Web.Explorer.Runs;

/// <summary>How far a map of a run is.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RunMapStatus>))]
public enum RunMapStatus
{
    /// <summary>It waits for its turn.</summary>
    Queued,

    /// <summary>It is being made.</summary>
    Running,

    /// <summary>It is there.</summary>
    Done,

    /// <summary>It was stopped, or the kernel or the server ended under it; it can go on.</summary>
    Stopped,

    /// <summary>It cannot be made as asked.</summary>
    Failed,
}
