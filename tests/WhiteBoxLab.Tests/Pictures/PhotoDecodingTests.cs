using SkiaSharp;
using Xunit;

namespace WhiteBoxLab.Tests;

/// <summary>The files show the same 32 x 24 picture: red and green above, blue and grey below.</summary>
public sealed class PhotoDecodingTests
{
    private static readonly (int, int, int)[] Colours = [(200, 30, 30), (30, 180, 30), (30, 30, 200), (128, 128, 128)];
    private static readonly (int, int, int)[] Greys = [(66, 66, 66), (137, 137, 137), (42, 42, 42), (128, 128, 128)];

    [Theory]
    [InlineData("cmyk.jpg", 1)]
    [InlineData("progressive.jpg", 1)]
    [InlineData("rgb16.png", 0)]
    [InlineData("palette.png", 0)]
    [InlineData("palette-transparent.png", 0)]
    [InlineData("transparent.png", 0)]
    [InlineData("interlaced.png", 0)]
    [InlineData("gamma.png", 0)]
    [InlineData("animated.gif", 0)]
    [InlineData("lossless.webp", 0)]
    [InlineData("lossy.webp", 1)]
    public void A_colour_picture_decodes_to_its_own_bytes(string file, int tolerance) => AssertShows(Colours, Open(file), tolerance);

    [Theory]
    [InlineData("grey.jpg")]
    [InlineData("grey8.png")]
    [InlineData("grey16.png")]
    [InlineData("grey-alpha.png")]
    public void A_grey_picture_has_three_equal_channels(string file) => AssertShows(Greys, Open(file), 0);

    [Theory]
    [InlineData(1, "0123")]
    [InlineData(2, "1032")]
    [InlineData(3, "3210")]
    [InlineData(4, "2301")]
    [InlineData(5, "0213")]
    [InlineData(6, "2031")]
    [InlineData(7, "3120")]
    [InlineData(8, "1302")]
    public void A_photo_is_turned_upright_as_its_EXIF_says(byte orientation, string order)
    {
        byte[] jpeg = File.ReadAllBytes(TestData.At("pictures/progressive.jpg"));
        byte[] exif =
        [
            0xFF,
            0xE1,
            0,
            34,
            .. "Exif\0\0MM\0*"u8,
            0,
            0,
            0,
            8,
            0,
            1,
            0x01,
            0x12,
            0,
            3,
            0,
            0,
            0,
            1,
            0,
            orientation,
            0,
            0,
            0,
            0,
            0,
            0,
        ];

        Photo photo = Photo.Decode([.. jpeg.AsSpan(0, 2), .. exif, .. jpeg.AsSpan(2)], "turned.jpg");

        Assert.Equal(orientation >= 5 ? (24, 32) : (32, 24), (photo.Width, photo.Height));
        AssertShows([.. order.Select(c => Colours[c - '0'])], photo, 1);
    }

    [Fact]
    public void A_colour_profile_does_not_change_the_bytes()
    {
        using SKColorSpace space = SKColorSpace.CreateRgb(SKColorSpaceTransferFn.TwoDotTwo, SKColorSpaceXyz.AdobeRgb);
        using SKBitmap bitmap = new(new SKImageInfo(4, 4, SKColorType.Rgba8888, SKAlphaType.Opaque, space));
        bitmap.Erase(SKColors.White);
        bitmap.SetPixel(0, 0, new SKColor(100, 150, 200));
        using SKData png = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        Assert.True(png.Span.IndexOf("iCCP"u8) > 0);

        Photo photo = Photo.Decode(png.Span, "profile.png");

        Assert.Equal([100, 150, 200], photo.Pixels[..3].ToArray());
    }

    [Fact]
    public void A_photo_survives_its_own_PNG()
    {
        Photo photo = Photo.Sample("chelsea");

        Photo again = Photo.Decode(photo.EncodePng(), "again");

        Assert.Equal((451, 300), (again.Width, again.Height));
        Assert.True(photo.Pixels.SequenceEqual(again.Pixels));
    }

    [Fact]
    public void An_unknown_sample_is_refused_with_the_known_ones() =>
        Assert.StartsWith(
            "There is no sample photo 'dog'. There are chelsea, coffee, astronaut, rocket, china, flower.",
            Assert.Throws<ArgumentException>(() => Photo.Sample("dog")).Message,
            StringComparison.Ordinal
        );

    private static Photo Open(string file) => Photo.Open(TestData.At($"pictures/{file}"));

    private static void AssertShows((int, int, int)[] quadrants, Photo photo, int tolerance)
    {
        for (int i = 0; i < 4; i++)
        {
            int x = photo.Width * (i % 2 * 2 + 1) / 4,
                y = photo.Height * (i / 2 * 2 + 1) / 4;
            ReadOnlySpan<byte> pixel = photo.Pixels.Slice(3 * (y * photo.Width + x), 3);
            (int r, int g, int b) = quadrants[i];
            Assert.True(
                Math.Abs(pixel[0] - r) <= tolerance && Math.Abs(pixel[1] - g) <= tolerance && Math.Abs(pixel[2] - b) <= tolerance,
                $"Quadrant {i} is {pixel[0]}, {pixel[1]}, {pixel[2]} instead of {r}, {g}, {b}."
            );
        }
    }
}
