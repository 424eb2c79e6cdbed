namespace WhiteBoxLab;

/// <summary>A number for each of the three channels.</summary>
/// <param name="Red">For red.</param>
/// <param name="Green">For green.</param>
/// <param name="Blue">For blue.</param>
public readonly record struct ChannelNumbers(double Red, double Green, double Blue)
{
    /// <summary>The number of a channel.</summary>
    /// <param name="channel">0 red, 1 green, 2 blue.</param>
    public double this[int channel] =>
        channel switch
        {
            0 => Red,
            1 => Green,
            2 => Blue,
            _ => throw new ArgumentOutOfRangeException(nameof(channel), channel, "Channels are 0, 1 and 2."),
        };

    /// <summary>All three multiplied.</summary>
    /// <param name="factor">By this.</param>
    public ChannelNumbers Times(double factor) => new(Red * factor, Green * factor, Blue * factor);
}
