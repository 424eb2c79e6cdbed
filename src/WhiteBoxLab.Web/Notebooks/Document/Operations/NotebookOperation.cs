namespace WhiteBoxLab.Web.Notebooks.Document.Operations;

/// <summary>
/// Something done to a notebook. Each kind is a file of its own in <c>Operations</c> and says itself, purely, what it makes of a notebook;
/// a scan finds it for the journal.
/// An operation on a cell that is gone changes nothing.
/// </summary>
public abstract partial record NotebookOperation
{
    /// <summary>
    /// The notebook afterwards: the same object where nothing changes, one with the next <see cref="NotebookState.Revision"/> where
    /// something changes that belongs on disk.
    /// </summary>
    /// <param name="state">The notebook before.</param>
    public abstract NotebookState Apply(NotebookState state);

    /// <summary>Whether only the lab itself does it: a visitor's program may not. Defaults to no.</summary>
    public virtual bool OfLab => false;

    /// <summary>
    /// Why a program may not do it to a notebook as it stands, in a sentence: there is no such cell, or it would make what no notebook has.
    /// Null, the default, where it may.
    /// </summary>
    /// <param name="state">The notebook.</param>
    public virtual string? Obstacle(NotebookState state) => null;
}
