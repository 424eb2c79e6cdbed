namespace WhiteBoxLab.Kernel.Cells;

/// <summary>What a line of C# begins inside of.</summary>
internal enum Inside
{
    /// <summary>Nothing: it is code.</summary>
    Nothing,

    /// <summary>A string or a comment.</summary>
    Text,

    /// <summary>Code that is switched off by <c>#if</c>.</summary>
    Off,
}
