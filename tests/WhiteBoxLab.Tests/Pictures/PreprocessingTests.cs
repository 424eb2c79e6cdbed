using Xunit;

namespace WhiteBoxLab.Tests;

public sealed class PreprocessingTests
{
    private const string Lite0 = """
        {"size": [224, 224], "crop": "centre square of side floor(min(width, height) * 224 / 256), left = (width - side) // 2",
        "mean": [127, 127, 127], "std": [128, 128, 128], "formula": "(byte - mean) / std"}
        """;

    [Fact]
    public void A_file_reads_as_written()
    {
        Preprocessing preprocessing = Preprocessing.Parse(Lite0);

        Assert.Equal(
            new Preprocessing(224, 224)
            {
                CropNumerator = 224,
                CropDenominator = 256,
                Mean = new(127, 127, 127),
                Std = new(128, 128, 128),
            },
            preprocessing
        );
        Assert.Equal(preprocessing, Preprocessing.Parse(preprocessing.ToJson()));
        Assert.Equal(Preprocessing.ImageNet(), Preprocessing.Parse(Preprocessing.ImageNet().ToJson()));
    }

    [Fact]
    public void Numbers_from_0_to_1_are_the_same_convention_times_255()
    {
        Preprocessing preprocessing = Preprocessing.Parse(
            """{"size": [8, 8], "mean": [0.5, 0.5, 0.5], "std": [0.25, 0.25, 0.25], "formula": "(byte / 255 - mean) / std"}"""
        );

        Assert.Equal(new ChannelNumbers(127.5, 127.5, 127.5), preprocessing.Mean);
        Assert.Equal(new ChannelNumbers(63.75, 63.75, 63.75), preprocessing.Std);
    }

    [Theory]
    [InlineData("""{"size": [224], "mean": [1, 1, 1], "std": [1, 1, 1]}""", "preprocessing.json needs 'size' with 2 numbers; it has 1.")]
    [InlineData(
        """{"size": [0, 4], "mean": [1, 1, 1], "std": [1, 1, 1]}""",
        "preprocessing.json has the size [0, 4]; both sides are whole numbers from 1 to 16384."
    )]
    [InlineData(
        """{"size": [4, 4], "mean": [1, 1, 1], "std": [1, 0, 1]}""",
        "preprocessing.json divides by a std of 0; every std is another number."
    )]
    [InlineData(
        """{"size": [4, 4], "mean": [1, 1, 1], "std": [1, 1, 1], "crop": "side * 3 / 2"}""",
        "preprocessing.json keeps 3 / 2 of the photo's side; the fraction is above 0 and at most 1."
    )]
    public void A_bad_file_is_refused_with_a_sentence(string json, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<ArgumentException>(() => Preprocessing.Parse(json)).Message);

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("""{"size": "big"}""")]
    public void A_file_that_is_something_else_is_refused(string json) =>
        Assert.StartsWith(
            "preprocessing.json is not what it should be: ",
            Assert.Throws<ArgumentException>(() => Preprocessing.Parse(json)).Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_wide_input_takes_a_wide_part()
    {
        byte[] pixels = new byte[100 * 60 * 3];
        for (int x = 0; x < 100; x++)
        {
            for (int y = 0; y < 60; y++)
                pixels[3 * (y * 100 + x)] = (byte)x;
        }
        Photo photo = Photo.FromPixels(pixels, 100, 60, "ramp");

        Photo seen = photo.Crop(new Preprocessing(10, 20) { CropNumerator = 1, CropDenominator = 2 });

        Assert.Equal((20, 10), (seen.Width, seen.Height));
        Assert.InRange(seen.Pixels[0], 25, 27);
        Assert.InRange(seen.Pixels[3 * 19], 72, 74);
    }
}
