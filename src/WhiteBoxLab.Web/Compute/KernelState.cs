namespace WhiteBoxLab.Web.Compute;

/// <summary>What a kernel is doing.</summary>
public enum KernelState
{
    /// <summary>No process: not asked for yet, or ended.</summary>
    Gone,

    /// <summary>The process is coming up.</summary>
    Starting,

    /// <summary>It waits for commands.</summary>
    Idle,

    /// <summary>It works.</summary>
    Busy,

    /// <summary>It was asked to stop and has not stopped yet.</summary>
    Stopping,
}
