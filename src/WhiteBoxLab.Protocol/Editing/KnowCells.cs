namespace WhiteBoxLab.Protocol;

/// <summary>
/// An extension of ours: tells the kernel what the notebook's cells say, so that completion and the like know those that have not run yet.
/// </summary>
/// <param name="Cells">The cells that are new or have changed; null for none.</param>
/// <param name="Order">The ids of all cells, from the top; null where they stand as before.</param>
public sealed record KnowCells(IReadOnlyList<CellText>? Cells = null, IReadOnlyList<string>? Order = null) : Command;

/// <summary>What a cell says.</summary>
/// <param name="Id">Its id in the notebook.</param>
/// <param name="Code">Its text; empty for a cell without C#.</param>
public sealed record CellText(string Id, string Code);
