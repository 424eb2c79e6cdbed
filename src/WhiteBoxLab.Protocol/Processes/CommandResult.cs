namespace WhiteBoxLab.Protocol;

/// <summary>How a command ended.</summary>
/// <param name="Succeeded">Whether it did what it was asked.</param>
/// <param name="Message">What went wrong, for a person; null when it succeeded.</param>
/// <param name="ExecutionOrder">For a cell that ran, its place in the order of runs, from 1.</param>
public sealed record CommandResult(bool Succeeded, string? Message, int? ExecutionOrder = null)
{
    /// <summary>Whether somebody cancelled it.</summary>
    public bool Cancelled => Message == CommandFailed.Cancelled;

    /// <summary>Whether the kernel died before the command ended.</summary>
    public KernelDeath? Death { get; init; }
}
