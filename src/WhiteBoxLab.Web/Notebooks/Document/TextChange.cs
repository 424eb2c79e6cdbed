using WhiteBoxLab.Web.Notebooks.Document.Operations;

namespace WhiteBoxLab.Web.Notebooks.Document;

/// <summary>The difference between two texts of a cell, as one replaced part.</summary>
public static class TextChange
{
    /// <summary>What makes one text of the other.</summary>
    /// <param name="cell">The cell's id.</param>
    /// <param name="before">The text before.</param>
    /// <param name="after">The text after.</param>
    public static NotebookOperation.Splice Between(string cell, string before, string after)
    {
        (int start, int end) = WholeCharacters.Difference(before, after);
        return new(cell, start, before.Length - start - end, after[start..^end]);
    }
}
