namespace WhiteBoxLab.Web.Notebooks.Document;

/// <summary>A cell that was changed both here and in the file. The notebook has what was written here; somebody chooses.</summary>
/// <param name="Cell">The cell's id.</param>
/// <param name="Theirs">The cell as the file had it; null where the file had it no more.</param>
public sealed record CellConflict(string Cell, Cell? Theirs);
