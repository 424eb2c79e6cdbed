using TorchSharp;
using Xunit;

namespace WhiteBoxLab.Tests;

public sealed class PicturesOfMapsTests
{
    [Fact]
    public void Grad_CAM_over_the_cat() =>
        Approved.Picture(Map("captum", "cam-layer-grad-cam", new() { Sign = HeatmapSign.Positive }).EncodePng(), "heatmap-grad-cam");

    [Fact]
    public void Integrated_gradients_over_the_cat_with_zero_in_the_middle() =>
        Approved.Picture(Map("captum", "integrated-gradients-20-gausslegendre-zero").EncodePng(), "heatmap-integrated-gradients");

    [Fact]
    public void A_figure_of_two_maps()
    {
        byte[] figure = Figure.SideBySide(
            Map("zennit", "epsilon-plus").Named("LRP epsilon-plus", "tiger cat", "1 F + 1 B   0.06 s   input · 224×224"),
            Map("captum", "saliency").Named("Saliency ε γ α β", "a label that is much too long for the room that is left")
        );

        Approved.Picture(figure, "figure-two-maps", tolerance: 24);
    }

    [Fact]
    public void Six_maps_lie_in_two_rows_and_four_in_one()
    {
        Heatmap map = Heatmap.Paint(new float[224 * 224], 224, 224);

        Photo six = Photo.Decode(Figure.SideBySide(map, map, map, map, map, map), "six"),
            four = Photo.Decode(Figure.SideBySide(map, map, map, map), "four");

        Assert.Equal((3 * 472 + 24, 2 * 588 + 12), (six.Width, six.Height));
        Assert.Equal((4 * 472 + 24, 588 + 12), (four.Width, four.Height));
    }

    [Fact]
    public void A_figure_of_nothing_is_refused() => Assert.Throws<ArgumentException>(() => Figure.SideBySide(Array.Empty<Heatmap>()));

    [Theory]
    [InlineData(0.26449, "0.264")]
    [InlineData(-0.0917, "−0.0917")]
    [InlineData(12.345, "12.3")]
    [InlineData(1840, "1840")]
    [InlineData(1.84e-7, "1.84e−7")]
    [InlineData(0, "0")]
    [InlineData(double.NaN, "–")]
    public void Numbers_have_three_digits_and_a_true_minus(double value, string text) => Assert.Equal(text, ReadOut.Of(value));

    private static Heatmap Map(string library, string id, HeatmapOptions? options = null)
    {
        Photo seen = Photo.Sample("chelsea").Crop(new Preprocessing(224, 224) { CropNumerator = 224, CropDenominator = 256 });
        using Safetensors file = Safetensors.Open(TestData.At($"maps/efficientnet-lite0/{library}.safetensors"));
        using torch.Tensor batch = file.Tensor(id);
        using torch.Tensor first = batch[0];
        return Heatmap.Paint(first, seen, options);
    }
}
