namespace WhiteBoxLab.Web.Notebooks.Document;

/// <summary>A cell that was deleted.</summary>
/// <param name="Place">Where it stood.</param>
/// <param name="Cell">The cell with its outputs.</param>
public sealed record BinnedCell(int Place, Cell Cell);
