namespace WhiteBoxLab.Web.Notebooks.Document;

/// <summary>A line that a running cell waits for.</summary>
/// <param name="Cell">The cell's id.</param>
/// <param name="Prompt">What it asks; may be empty.</param>
/// <param name="Secret">Whether it must not be seen while typed, nor kept.</param>
public sealed record CellInput(string Cell, string Prompt, bool Secret);
