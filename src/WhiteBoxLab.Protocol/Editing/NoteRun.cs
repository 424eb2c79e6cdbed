namespace WhiteBoxLab.Protocol;

/// <summary>From a kernel to the process that answers for it: a cell begins to run, and what it declares is known from here on.</summary>
/// <param name="Code">The cell's text.</param>
/// <param name="ExecutionOrder">The run's number.</param>
/// <param name="CellId">The cell's id, where the client gave one.</param>
public sealed record NoteRun(string Code, int ExecutionOrder, string? CellId) : Command;

/// <summary>From a kernel to the process that answers for it: assemblies that cells see from here on.</summary>
/// <param name="Paths">Their files; documentation is looked for beside them.</param>
public sealed record NoteReferences(IReadOnlyList<string> Paths) : Command;
