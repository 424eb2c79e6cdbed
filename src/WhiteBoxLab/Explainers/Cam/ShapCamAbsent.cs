namespace WhiteBoxLab;

/// <summary>What a layer has at a position that does not play.</summary>
public enum ShapCamAbsent
{
    /// <summary>Zero in every channel.</summary>
    Zero,

    /// <summary>The mean of each channel over the positions.</summary>
    ChannelMean,
}
