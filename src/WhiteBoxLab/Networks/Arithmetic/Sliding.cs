namespace WhiteBoxLab;

/// <summary>How a kernel slides over a picture.</summary>
/// <param name="Stride">Its step.</param>
/// <param name="Padding">Zeros at each side.</param>
/// <param name="Dilation">Distance between its taps.</param>
/// <param name="Groups">Channels are convolved in this many separate groups.</param>
/// <param name="Remainder">Positions at the end that no window reaches; for the transposition alone.</param>
internal readonly record struct Sliding(Size2 Stride, Size2 Padding, Size2 Dilation, long Groups, Size2 Remainder)
{
    /// <summary>Without padding, dilation and groups.</summary>
    internal static Sliding By(Size2 stride, Size2 remainder = default) => new(stride, 0, 1, 1, remainder);

    internal static Sliding Of(long[] settings) =>
        new((settings[0], settings[1]), (settings[2], settings[3]), (settings[4], settings[5]), settings[6], (settings[7], settings[8]));

    internal long[] Settings =>
        [
            Stride.Height,
            Stride.Width,
            Padding.Height,
            Padding.Width,
            Dilation.Height,
            Dilation.Width,
            Groups,
            Remainder.Height,
            Remainder.Width,
        ];
}
