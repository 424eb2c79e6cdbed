using TorchSharp;
using Xunit;

namespace WhiteBoxLab.Tests;

/// <summary>What a network gets for a photo is what its preprocessing says.</summary>
public sealed class PhotoInputTests
{
    [Theory]
    [InlineData("bgr", "orange", "red", 200 / 255.0)]
    [InlineData("squash", "blue-red-blue", "blue", 2 / 3.0)]
    [InlineData("squash", "blue-red-blue", "red", 1 / 3.0)]
    [InlineData("no-formula", "orange", "red", ((200 / 255.0) - 0.5) / 0.5)]
    [InlineData("formula-word", "orange", "red", 200 / 255.0)]
    public void A_photo_becomes_what_the_file_says(string network, string photo, string label, double score) =>
        Assert.Equal(score, FieldCases.Seen(network, photo)[label].Score, 0.003);

    [Fact]
    public void A_network_of_one_channel_sees_a_photo_in_grey()
    {
        using Network network = FieldCases.Network("one-channel-pre3");
        Photo photo = Photo.FromPixels([200, 100, 50], 1, 1, "orange");
        using torch.Tensor input = network.InputOf(photo);

        Assert.Equal([1, 1, 28, 28], input.shape);
        Assert.Equal((124 - 33.3) / 78.6, input.max().item<float>(), 1e-5);
        Assert.Equal(10, network.Classify(photo, 10).Count);
    }

    [Fact]
    public void One_channel_is_grey_where_no_colour_is_said()
    {
        Preprocessing grey = PreprocessingJson.Parse("""{"size": [2, 2], "mean": [0], "std": 255}""", channels: 1);

        Assert.Equal((ColourOrder.Grey, 1), (grey.Colour, grey.Channels));
        Assert.Equal(3, Preprocessing.Parse("""{"size": [2, 2], "mean": [0], "std": 255}""").Channels);
    }

    [Fact]
    public void Means_are_in_the_order_of_the_inputs_channels()
    {
        Preprocessing p = Preprocessing.Parse(
            """{"size": [1, 1], "colour": "BGR", "mean": [103.5, 116, 123], "std": [1, 1, 1], "formula": "(byte - mean) / std"}"""
        );
        using torch.Tensor input = Photo.FromPixels([200, 100, 50], 1, 1, "orange").ToInput(p);

        Assert.Equal([50 - 103.5f, 100 - 116f, 200 - 123f], input.data<float>().ToArray());
        Assert.Equal(p, Preprocessing.Parse(p.ToJson()));
    }

    [Fact]
    public void A_letterbox_keeps_proportions_and_fills_the_rest()
    {
        Preprocessing p = Preprocessing.Parse(
            """{"size": [4, 4], "crop": "letterbox", "fill": 114, "mean": 0, "std": 1, "formula": "(byte - mean) / std"}"""
        );
        Photo seen = Photo.FromPixels([.. Enumerable.Repeat((byte)200, 3 * 8 * 4)], 8, 4, "wide").Crop(p);

        Assert.Equal([114, 200, 200, 114], Enumerable.Range(0, 4).Select(y => seen.Pixels[3 * 4 * y]));
        Assert.Equal(p, Preprocessing.Parse(p.ToJson()));
    }

    [Fact]
    public void A_fraction_may_be_a_number()
    {
        Preprocessing p = Preprocessing.Parse("""{"size": [8, 8], "crop_pct": 0.875, "mean": 0, "std": 1}""");

        Assert.Equal(new PixelArea(8, 8, 112, 112), p.AreaOf(128, 128));
    }

    [Fact]
    public void Bilinear_is_a_triangle_that_is_as_wide_as_it_shrinks()
    {
        Photo ramp = Photo.FromPixels([0, 0, 0, 100, 100, 100, 200, 200, 200, 0, 0, 0], 4, 1, "ramp");
        Preprocessing p = Preprocessing.Parse(
            """{"size": [1, 2], "crop": "squeeze", "interpolation": "bilinear", "mean": 0, "std": 1, "formula": "(byte - mean) / std"}"""
        );

        // Centre 1 with half-width 2 over the pixels at 0.5, 1.5 and 2.5: weights 3, 3, 1 of 7; on the other side 1, 3, 3.
        Assert.Equal([71, 100], Enumerable.Range(0, 2).Select(x => ramp.Crop(p).Pixels[3 * x]));
        Assert.Equal(p, Preprocessing.Parse(p.ToJson()));
    }

    [Theory]
    [InlineData("\"colour\": \"YUV\"", "preprocessing.json has the colour 'YUV', which is not known here. There are RGB, BGR and grey.")]
    [InlineData(
        "\"resize\": \"lanczos\"",
        "preprocessing.json has the resize 'lanczos', which is not known here. There are bicubic and bilinear, both "
            + "antialiased when shrinking."
    )]
    [InlineData(
        "\"resize\": \"bilinear, without antialiasing\"",
        "preprocessing.json has the resize 'bilinear, without antialiasing', which is not known here. There are bicubic and "
            + "bilinear, both antialiased when shrinking."
    )]
    [InlineData(
        "\"crop\": \"five crops\"",
        "preprocessing.json has the crop 'five crops', which is not known here. There are centre (with \"* 224 / 256\" for a "
            + "fraction), squeeze and letterbox."
    )]
    [InlineData(
        "\"crop_mode\": \"border\"",
        "preprocessing.json has 'crop_mode', which is not known here. Known are size, crop, crop_pct, fill, resize, "
            + "interpolation, colour, color, mean, std, formula."
    )]
    [InlineData(
        "\"formula\": \"(byte - mean) / std / 255\"",
        "preprocessing.json has the formula '(byte - mean) / std / 255', which is not known here. There are \"(byte - mean) / "
            + "std\" and \"(byte / 255 - mean) / std\"."
    )]
    [InlineData("\"crop_pct\": 1.5", "preprocessing.json keeps 1.5 of the photo's side; the fraction is above 0 and at most 1.")]
    [InlineData(
        "\"fill\": 9",
        "preprocessing.json has 'fill', but no letterbox that it would fill. Write \"crop\": \"letterbox\", or leave it out."
    )]
    [InlineData(
        "\"crop\": \"squeeze\", \"crop_pct\": 0.5",
        "preprocessing.json keeps 500000 / 1000000 of the photo and the whole of it (squeeze). Say one of them."
    )]
    [InlineData(
        "\"colour\": \"RGB\", \"color\": \"RGB\"",
        "preprocessing.json has both 'colour' and 'color', which are the same. Leave one out."
    )]
    public void An_unknown_key_or_word_is_refused(string said, string sentence) =>
        Assert.Equal(
            sentence,
            Assert
                .Throws<ArgumentException>(() =>
                    Preprocessing.Parse($$"""{"size": [4, 4], "mean": [0, 0, 0], "std": [1, 1, 1], {{said}}}""")
                )
                .Message
        );

    [Theory]
    [InlineData("[0.485, 0.456, 0.406]", "[0.229, 0.224, 0.225]", 255)]
    [InlineData("[0, 0, 0]", "[1, 1, 1]", 255)]
    [InlineData("[123.675, 116.28, 103.53]", "[58.395, 57.12, 57.375]", 1)]
    [InlineData("[127, 127, 127]", "[1, 1, 1]", 1)]
    public void Without_a_formula_numbers_up_to_1_are_those_of_numbers_from_0_to_1(string mean, string std, double unit)
    {
        Preprocessing p = Preprocessing.Parse($$"""{"size": [4, 4], "mean": {{mean}}, "std": {{std}}}""");

        Assert.Equal(
            unit,
            p.Std.Red / double.Parse(std.Trim('[', ']').Split(',')[0], System.Globalization.CultureInfo.InvariantCulture),
            1e-9
        );
        Assert.Contains("bytes from 0 to 255, mean [", p.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Numbers_of_two_units_are_refused() =>
        Assert.StartsWith(
            "preprocessing.json has means [0.5, 0.5, 0.5] and deviations [58, 57, 57] of one kind each. Write \"formula\": ",
            Assert
                .Throws<ArgumentException>(() => Preprocessing.Parse("""{"size": [4, 4], "mean": [0.5, 0.5, 0.5], "std": [58, 57, 57]}"""))
                .Message,
            StringComparison.Ordinal
        );

    [Fact]
    public void A_png_that_says_it_lies_is_turned()
    {
        Photo photo = FieldCases.Photo("exif6");

        Assert.Equal((96, 64), (photo.Width, photo.Height));
    }
}
