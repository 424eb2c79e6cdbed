namespace WhiteBoxLab;

/// <summary>How a heatmap treats values below zero.</summary>
public enum HeatmapSign
{
    /// <summary>Signed where values below zero mean something for the method, else as <see cref="Positive"/>. The default.</summary>
    Auto,

    /// <summary>Blue below zero, orange above, the same limit on both sides.</summary>
    Signed,

    /// <summary>By size, whatever the sign.</summary>
    Absolute,

    /// <summary>Only what is above zero.</summary>
    Positive,
}
