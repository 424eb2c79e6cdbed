namespace WhiteBoxLab;

/// <summary>What the drop of the score without a channel is divided by.</summary>
public enum AblationScale
{
    /// <summary>The score's magnitude: a channel whose loss lowers the score counts for the class, whatever the score's sign.</summary>
    Magnitude,

    /// <summary>The score itself, as in the paper: where it is below zero, the map's sign is turned round.</summary>
    Score,

    /// <summary>Nothing: the map is in units of the score.</summary>
    None,
}
