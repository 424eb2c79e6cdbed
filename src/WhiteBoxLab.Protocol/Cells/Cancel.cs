using System.Text.Json.Serialization;

namespace WhiteBoxLab.Protocol;

/// <summary>
/// Stops what runs. Succeeds at once; the stopped command then fails with <see cref="CommandFailed.Cancelled"/> as soon as it has really
/// stopped.
/// </summary>
/// <param name="TokenToCancel">An extension of ours: stops only the command with this token, running or waiting. Null, as in .NET
/// Interactive, for the cell that runs.</param>
public sealed record Cancel([property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)] string? TokenToCancel = null) : Command;
