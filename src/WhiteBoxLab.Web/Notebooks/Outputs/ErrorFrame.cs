namespace WhiteBoxLab.Web.Notebooks.Outputs;

/// <summary>A line of an error that may have a place in a cell.</summary>
/// <param name="Words">What it says: the function of a frame, the words of the compiler.</param>
/// <param name="Run">The place of the cell's run in the order of runs; null for the cell that failed itself.</param>
/// <param name="Line">The line in that cell, from 1; null where no cell has it.</param>
/// <param name="Character">The character in that line, from 0. Defaults to its beginning.</param>
public sealed record ErrorFrame(string Words, int? Run, int? Line, int Character = 0)
{
    /// <summary>The lines of which one it is, such as <c>4 or 7</c>; null where it is <see cref="Line"/>.</summary>
    public string? Lines { get; init; }

    /// <summary>Whether it is a frame of the stack, and not a sentence between frames.</summary>
    public bool IsFrame { get; init; }
}
