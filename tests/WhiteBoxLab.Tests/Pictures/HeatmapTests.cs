using TorchSharp;
using Xunit;

namespace WhiteBoxLab.Tests;

public sealed class HeatmapTests
{
    private static readonly HeatmapOptions Bare = new()
    {
        Ground = HeatmapGround.Off,
        Opacity = 1,
        Clip = 100,
    };

    [Fact]
    public void Channels_are_summed_before_anything_is_painted()
    {
        using torch.Tensor map = torch.tensor(new float[] { 1, 2, 3, 4, -1, 2, -3, 4 }, [2, 2, 2]);
        using torch.Tensor summed = torch.tensor(new float[] { 0, 4, 0, 8 }, [2, 2]);

        Assert.Equal(Heatmap.Paint(summed, options: Bare).Pixels.ToArray(), Heatmap.Paint(map, options: Bare).Pixels.ToArray());
    }

    [Fact]
    public void A_map_is_stretched_over_its_photo_as_torch_does_it()
    {
        using torch.Tensor map = torch.rand([1, 1, 5, 7], generator: new torch.Generator(3));
        using torch.Tensor expected = torch.nn.functional.interpolate(
            map,
            [19, 30],
            mode: torch.InterpolationMode.Bilinear,
            align_corners: false
        );

        float[] stretched = new MapValues(map.data<float>().ToArray(), 5, 7).At(19, 30);

        Assert.All(stretched.Zip(expected.data<float>().ToArray(), (a, b) => Math.Abs(a - b)), d => Assert.True(d < 1e-6));
    }

    [Fact]
    public void The_limit_is_the_percentile_of_the_sizes()
    {
        float[] values = [.. Enumerable.Range(0, 101).Select(i => i % 2 == 0 ? i : (float)-i)];

        Assert.Equal(99.4, Heatmap.Paint(values, 1, 101).Limit, 1e-9);
        Assert.Equal(50, Heatmap.Paint(values, 1, 101, options: new() { Clip = 50 }).Limit, 1e-9);
        Assert.Equal(7, Heatmap.Paint(values, 1, 101, options: new() { Limit = 7 }).Limit);
    }

    [Fact]
    public void A_map_with_one_spot_has_the_spots_size_as_limit()
    {
        float[] values = new float[10_000];
        values[77] = -3;

        Assert.Equal(3, Heatmap.Paint(values, 100, 100).Limit);
    }

    [Fact]
    public void Zero_shows_the_ground_in_a_signed_map()
    {
        Photo seen = Flat(3, 1, 200);

        Heatmap map = Heatmap.Paint([-1f, 0f, 1f], 1, 3, seen, new() { Ground = HeatmapGround.Colour });

        Assert.True(map.Signed);
        Assert.Equal([200, 200, 200], map.Pixels.Slice(3, 3).ToArray());
        Assert.True(map.Pixels[2] > map.Pixels[0], "against is blue");
        Assert.True(map.Pixels[6] > map.Pixels[8], "for is orange");
    }

    [Fact]
    public void The_photo_below_is_grey_at_78_percent()
    {
        Photo seen = Photo.FromPixels([255, 0, 0], 1, 1, "red");

        Assert.Equal([59, 59, 59], Heatmap.Paint([0f], 1, 1, seen).Pixels.ToArray());
    }

    [Fact]
    public void Values_below_zero_are_left_out_shown_by_size_or_shown_in_blue()
    {
        float[] values = [-2, 0, 2];
        byte[] Of(HeatmapSign sign) => Heatmap.Paint(values, 1, 3, options: Bare with { Sign = sign }).Pixels.ToArray();

        Assert.Equal([0, 0, 0], Of(HeatmapSign.Positive)[..3]);
        Assert.Equal(Of(HeatmapSign.Absolute)[..3], Of(HeatmapSign.Absolute)[6..]);
        Assert.NotEqual(Of(HeatmapSign.Signed)[..3], Of(HeatmapSign.Signed)[6..]);
        Assert.Equal(Of(HeatmapSign.Signed), Of(HeatmapSign.Auto));
    }

    [Fact]
    public void An_empty_or_broken_map_is_painted_as_nothing()
    {
        Heatmap zero = Heatmap.Paint(new float[4], 2, 2, options: Bare);
        Heatmap broken = Heatmap.Paint([float.NaN, float.PositiveInfinity, 0, 0], 2, 2, options: Bare);

        Assert.Equal(0, zero.Limit);
        Assert.All(zero.Pixels.ToArray(), b => Assert.Equal(0, b));
        Assert.Equal(zero.Pixels.ToArray(), broken.Pixels.ToArray());
    }

    [Fact]
    public void A_batch_is_refused_and_so_is_an_option_out_of_range()
    {
        using torch.Tensor batch = torch.zeros(2, 1, 4, 4);

        ArgumentException error = Assert.Throws<ArgumentException>(() => Heatmap.Paint(batch));

        Assert.StartsWith(
            "A heatmap is painted from [H', W'], [C, H', W'] or [1, C, H', W']; this is [2, 1, 4, 4]. Choose one map of the batch.",
            error.Message,
            StringComparison.Ordinal
        );
        Assert.Throws<ArgumentOutOfRangeException>(() => new HeatmapOptions { Opacity = 1.5 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new HeatmapOptions { Clip = 3 });
        Assert.Throws<ArgumentOutOfRangeException>(() => new HeatmapOptions { Limit = 0 });
        Assert.Throws<ArgumentException>(() => Heatmap.Paint(new float[5], 2, 2));
    }

    [Fact]
    public void A_scale_of_two_has_twice_the_pixels()
    {
        Heatmap map = Heatmap.Paint([0f, 1f, 2f, 3f], 2, 2, Flat(6, 4, 10), new() { Scale = 2 });

        Assert.Equal((12, 8), (map.Width, map.Height));
        Assert.Equal((12, 8), (Photo.Decode(map.EncodePng(), "map").Width, Photo.Decode(map.EncodePng(), "map").Height));
    }

    private static Photo Flat(int width, int height, byte level)
    {
        byte[] pixels = new byte[3 * width * height];
        Array.Fill(pixels, level);
        return Photo.FromPixels(pixels, width, height, "flat");
    }
}
