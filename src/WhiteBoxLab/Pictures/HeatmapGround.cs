namespace WhiteBoxLab;

/// <summary>What a heatmap lies over.</summary>
public enum HeatmapGround
{
    /// <summary>The photo in grey, at 78 % of its brightness. The default.</summary>
    Grey,

    /// <summary>The photo in its colours.</summary>
    Colour,

    /// <summary>Black.</summary>
    Off,
}
