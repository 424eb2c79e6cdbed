namespace WhiteBoxLab.Protocol;

/// <summary>The tags of Jupyter by which a cell says how it is run.</summary>
public static class CellTag
{
    /// <summary>The cell may fail: those behind it run all the same.</summary>
    public const string RaisesException = "raises-exception";

    /// <summary>The cell is left out when the whole notebook runs.</summary>
    public const string SkipExecution = "skip-execution";
}
