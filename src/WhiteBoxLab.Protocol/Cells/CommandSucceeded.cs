namespace WhiteBoxLab.Protocol;

/// <summary>A command is done. The last event of its command.</summary>
/// <param name="ExecutionOrder">For a cell, its place in the order of runs, from 1; 0 for all other commands.</param>
public sealed record CommandSucceeded(int? ExecutionOrder = 0) : Event;

/// <summary>A command failed or was cancelled. The last event of its command.</summary>
/// <param name="Message">What happened, for a person: a sentence, the compiler's errors, or the exception of a cell with the cell's own
/// line numbers.</param>
/// <param name="ExecutionOrder">For a cell that ran, its place in the order of runs; otherwise null.</param>
public sealed record CommandFailed(string Message, int? ExecutionOrder = null) : Event
{
    /// <summary>The message of a command that somebody cancelled.</summary>
    public const string Cancelled = "Command cancelled.";
}
