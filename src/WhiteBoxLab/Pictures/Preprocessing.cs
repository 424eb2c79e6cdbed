namespace WhiteBoxLab;

/// <summary>How a network wants its photos: which part, at which size, in which colours, and how bytes become numbers.</summary>
/// <param name="Height">Rows of the input.</param>
/// <param name="Width">Columns of the input.</param>
/// <remarks>
/// The part is the largest central one of the input's proportions, shrunk by <see cref="CropNumerator"/> / <see cref="CropDenominator"/>,
/// sides rounded down, or the whole photo, as <see cref="Fit"/> says;
/// it is resized to bytes by <see cref="Interpolation"/>; each byte then becomes <c>(byte - mean) / std</c>.
/// A convention with means and deviations of numbers from 0 to 1, as torchvision's, is the same with both times 255
/// (<see cref="ImageNet"/>).
/// </remarks>
public sealed record Preprocessing(int Height, int Width)
{
    /// <summary>Rows of the input, at least 1.</summary>
    public int Height { get; init; } =
        Height > 0 ? Height : throw new ArgumentOutOfRangeException(nameof(Height), Height, "An input has at least one row.");

    /// <summary>Columns of the input, at least 1.</summary>
    public int Width { get; init; } =
        Width > 0 ? Width : throw new ArgumentOutOfRangeException(nameof(Width), Width, "An input has at least one column.");

    /// <summary>Numerator of the part of the side that is kept, 1 up to the denominator. Defaults to 1.</summary>
    public int CropNumerator { get; init; } = 1;

    /// <summary>Denominator of the part of the side that is kept. Defaults to 1: everything.</summary>
    public int CropDenominator { get; init; } = 1;

    /// <summary>What is done where the photo has other proportions than the input. Defaults to a central part.</summary>
    public PhotoFit Fit { get; init; } = PhotoFit.Centre;

    /// <summary>The bytes of red, green and blue beside a photo in a letterbox. Defaults to black.</summary>
    public ChannelNumbers Fill { get; init; } = new(0, 0, 0);

    /// <summary>How the photo is resized. Defaults to bicubic.</summary>
    public Interpolation Interpolation { get; init; } = Interpolation.Bicubic;

    /// <summary>Which colours the channels are, in their order. Defaults to red, green, blue.</summary>
    public ColourOrder Colour { get; init; } = ColourOrder.Rgb;

    /// <summary>How many channels the input has: 3, or 1 of grey.</summary>
    public int Channels => Colour == ColourOrder.Grey ? 1 : 3;

    /// <summary>What is taken away from the bytes of red, green and blue. Defaults to 0.</summary>
    public ChannelNumbers Mean { get; init; } = new(0, 0, 0);

    /// <summary>What the bytes of red, green and blue are divided by afterwards; not 0. Defaults to 255: numbers from 0 to 1.</summary>
    public ChannelNumbers Std { get; init; } = new(255, 255, 255);

    /// <summary>
    /// The convention of torchvision's ImageNet weights: the central 224 / 256 of the square, means 0.485, 0.456, 0.406 and deviations
    /// 0.229, 0.224, 0.225 of numbers from 0 to 1.
    /// </summary>
    /// <param name="height">Rows of the input. Defaults to 224.</param>
    /// <param name="width">Columns of the input. Defaults to 224.</param>
    /// <remarks>Differs from torchvision: the part is cut out first and resized once, by bicubic interpolation.</remarks>
    public static Preprocessing ImageNet(int height = 224, int width = 224) =>
        new(height, width)
        {
            CropNumerator = 224,
            CropDenominator = 256,
            Mean = new ChannelNumbers(0.485, 0.456, 0.406).Times(255),
            Std = new ChannelNumbers(0.229, 0.224, 0.225).Times(255),
        };

    /// <summary>
    /// Reads a <c>preprocessing.json</c>: <c>size</c> [height, width]; <c>mean</c> and <c>std</c>, a number for each channel in the input's
    /// order or one for all; <c>crop</c> ("centre", with its fraction "... * 224 / 256 ..." or in <c>crop_pct</c>; "squeeze", "letterbox"
    /// with <c>fill</c>); <c>resize</c> or <c>interpolation</c> ("bicubic", "bilinear"); <c>colour</c> ("RGB", "BGR", "grey");
    /// <c>formula</c> ("(byte - mean) / std" or "(byte / 255 - mean) / std").
    /// </summary>
    /// <remarks>
    /// Without a formula numbers up to 1 are those of numbers from 0 to 1, larger ones those of bytes, and what is neither is refused.
    /// </remarks>
    /// <param name="json">The file's text.</param>
    /// <exception cref="ArgumentException">The text is not JSON, or a part is missing, unknown or out of range; the message names
    /// it.</exception>
    public static Preprocessing Parse(string json) => PreprocessingJson.Parse(json, 3);

    /// <summary>The text of a <c>preprocessing.json</c> that <see cref="Parse"/> reads back.</summary>
    public string ToJson() => PreprocessingJson.Write(this);

    /// <summary>The part of a photo that is kept: what the network sees.</summary>
    /// <param name="photoWidth">Width of the photo, at least 1.</param>
    /// <param name="photoHeight">Height of the photo, at least 1.</param>
    public PixelArea AreaOf(int photoWidth, int photoHeight)
    {
        if (Fit != PhotoFit.Centre)
            return new PixelArea(0, 0, photoWidth, photoHeight);
        Int128 unit = Int128.Min((Int128)photoWidth * Height, (Int128)photoHeight * Width) * CropNumerator;
        int width = (int)Int128.Max(unit / ((Int128)CropDenominator * Height), 1);
        int height = (int)Int128.Max(unit / ((Int128)CropDenominator * Width), 1);
        return new PixelArea((photoWidth - width) / 2, (photoHeight - height) / 2, width, height);
    }

    /// <summary>Where a photo of some size lies in the input: all of it, but in a letterbox.</summary>
    internal PixelArea PlaceOf(int photoWidth, int photoHeight)
    {
        if (Fit != PhotoFit.Letterbox)
            return new PixelArea(0, 0, Width, Height);
        double scale = Math.Min((double)Width / photoWidth, (double)Height / photoHeight);
        int width = Math.Clamp((int)Math.Round(photoWidth * scale), 1, Width),
            height = Math.Clamp((int)Math.Round(photoHeight * scale), 1, Height);
        return new PixelArea((Width - width) / 2, (Height - height) / 2, width, height);
    }

    /// <summary>The colour of a channel of the input: 0 red (which grey equals), 1 green, 2 blue.</summary>
    internal int ColourOf(int channel) => Colour == ColourOrder.Bgr ? 2 - channel : channel;

    /// <summary>What a byte becomes in a channel of the input.</summary>
    internal double Normalised(double level, int channel) => (level - Mean[ColourOf(channel)]) / Std[ColourOf(channel)];

    /// <summary>What each of the 256 bytes becomes in a channel of the input.</summary>
    internal float[] NormalisedBytes(int channel)
    {
        float[] table = new float[256];
        for (int b = 0; b < 256; b++)
            table[b] = (float)Normalised(b, channel);
        return table;
    }

    /// <summary>The same in a line for people, as units that are never guessed at are to be seen.</summary>
    public override string ToString() => PreprocessingJson.Line(this);
}
