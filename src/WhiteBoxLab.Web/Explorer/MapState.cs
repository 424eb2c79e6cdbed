namespace WhiteBoxLab.Web.Explorer;

/// <summary>What the viewer shows of a map: the words of the attribute <c>state</c>.</summary>
public enum MapState
{
    /// <summary>What a run would make.</summary>
    Planned,

    /// <summary>It waits for its turn.</summary>
    Queued,

    /// <summary>It is being made, and there is nothing to see yet.</summary>
    Running,

    /// <summary>It is being made, and what there is so far is shown.</summary>
    Refining,

    /// <summary>It is there.</summary>
    Done,

    /// <summary>It is there, with a broken promise or a warning; a map that is done becomes it by itself.</summary>
    Doubtful,

    /// <summary>It was stopped.</summary>
    Cancelled,

    /// <summary>It cannot be made as asked.</summary>
    Failed,
}
