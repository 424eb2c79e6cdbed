namespace WhiteBoxLab;

/// <summary>How a network wants its photos: which central part, at which size, and how bytes become numbers.</summary>
/// <param name="Height">Rows of the input.</param>
/// <param name="Width">Columns of the input.</param>
/// <remarks>
/// The part is the largest central one of the input's proportions, shrunk by <see cref="CropNumerator"/> / <see cref="CropDenominator"/>,
/// sides rounded down;
/// it is resized to bytes by <see cref="Photo.Resize"/>'s method; each byte then becomes <c>(byte - mean) / std</c>.
/// A convention with means and deviations of numbers from 0 to 1, as torchvision's, is the same with both times 255
/// (<see cref="ImageNet"/>).
/// </remarks>
public sealed record Preprocessing(int Height, int Width)
{
    /// <summary>Rows of the input, at least 1.</summary>
    public int Height { get; init; } = Height > 0 ? Height : throw new ArgumentOutOfRangeException(nameof(Height), Height, "An input has at least one row.");

    /// <summary>Columns of the input, at least 1.</summary>
    public int Width { get; init; } = Width > 0 ? Width : throw new ArgumentOutOfRangeException(nameof(Width), Width, "An input has at least one column.");

    /// <summary>Numerator of the part of the side that is kept, 1 up to the denominator. Defaults to 1.</summary>
    public int CropNumerator { get; init; } = 1;

    /// <summary>Denominator of the part of the side that is kept. Defaults to 1: everything.</summary>
    public int CropDenominator { get; init; } = 1;

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
    public static Preprocessing ImageNet(int height = 224, int width = 224) => new(height, width)
    {
        CropNumerator = 224,
        CropDenominator = 256,
        Mean = new ChannelNumbers(0.485, 0.456, 0.406).Times(255),
        Std = new ChannelNumbers(0.229, 0.224, 0.225).Times(255),
    };

    /// <summary>
    /// Reads a <c>preprocessing.json</c>: <c>size</c> [height, width], <c>mean</c> and <c>std</c> of three numbers, <c>crop</c> in words
    /// with its fraction ("... * 224 / 256 ..."), <c>formula</c> ("(byte - mean) / std" or "(byte / 255 - mean) / std").
    /// </summary>
    /// <param name="json">The file's text.</param>
    /// <exception cref="ArgumentException">The text is not JSON, or a part is missing or out of range; the message names it.</exception>
    public static Preprocessing Parse(string json) => PreprocessingJson.Parse(json);

    /// <summary>The text of a <c>preprocessing.json</c> that <see cref="Parse"/> reads back.</summary>
    public string ToJson() => PreprocessingJson.Write(this);

    /// <summary>The part of a photo that is kept: what the network sees.</summary>
    /// <param name="photoWidth">Width of the photo, at least 1.</param>
    /// <param name="photoHeight">Height of the photo, at least 1.</param>
    public PixelArea AreaOf(int photoWidth, int photoHeight)
    {
        Int128 unit = Int128.Min((Int128)photoWidth * Height, (Int128)photoHeight * Width) * CropNumerator;
        int width = (int)Int128.Max(unit / ((Int128)CropDenominator * Height), 1);
        int height = (int)Int128.Max(unit / ((Int128)CropDenominator * Width), 1);
        return new PixelArea((photoWidth - width) / 2, (photoHeight - height) / 2, width, height);
    }

    /// <summary>What each of the 256 bytes becomes in a channel.</summary>
    internal float[] NormalisedBytes(int channel)
    {
        var table = new float[256];
        for (int b = 0; b < 256; b++)
            table[b] = (float)((b - Mean[channel]) / Std[channel]);
        return table;
    }
}
