namespace WhiteBoxLab;

/// <summary>Which colours the channels of a network's input are.</summary>
public enum ColourOrder
{
    /// <summary>Red, green, blue.</summary>
    Rgb,

    /// <summary>Blue, green, red.</summary>
    Bgr,

    /// <summary>One channel of grey.</summary>
    Grey,
}
