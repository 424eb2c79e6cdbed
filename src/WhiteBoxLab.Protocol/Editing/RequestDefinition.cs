namespace WhiteBoxLab.Protocol;

/// <summary>
/// An extension of ours: asks where the name at a place was declared. Answered by <see cref="DefinitionProduced"/>, or by nothing when no
/// cell declares it.
/// </summary>
/// <param name="Code">The cell's text.</param>
/// <param name="LinePosition">The place.</param>
public sealed record RequestDefinition(string Code, LinePosition LinePosition) : CellQuestion;

/// <summary>Where a name was declared.</summary>
/// <param name="CellId">The cell's id, where one was given when it ran or in <see cref="KnowCells"/>; otherwise null.</param>
/// <param name="ExecutionOrder">The run that declared it; null for a cell that has not run, and for the cell that was asked about.</param>
/// <param name="LinePositionSpan">The declared name, in the text of that run.</param>
public sealed record DefinitionProduced(string? CellId, int? ExecutionOrder, LinePositionSpan LinePositionSpan) : Event;
