using Xunit;

namespace WhiteBoxLab.Tests;

public sealed class AttributionPictureTests
{
    [Fact]
    public void A_heatmap_of_an_attribution_knows_its_photo_method_class_and_sign()
    {
        using Network network = Network.EfficientNetLite0();
        Photo photo = Photo.Sample("chelsea");
        using Attribution saliency = network.Explain(photo, new Saliency(), 282),
            cam = network.Explain(photo, new GradCam(), 282);

        Heatmap map = Heatmap.Paint(saliency),
            layer = Heatmap.Paint(cam);

        Assert.Equal((224, 224), (map.Width, map.Height));
        Assert.Equal((saliency.Card.Name, "tiger cat"), (map.Title, map.Label));
        Assert.True(map.Signed);
        Assert.True(
            cam.Signed && cam.Map().Min() >= 0 && !layer.Signed,
            "A map of a layer with nothing against gets the sequential scale."
        );
        Assert.EndsWith("_relu1 · 7×7", layer.Note, StringComparison.Ordinal);
        Assert.Equal((2 * 472 + 24, 600), Size(Figure.SideBySide(saliency, cam)));
        Assert.Equal(
            photo.Crop(network.Preprocessing).Pixels.ToArray(),
            Heatmap.Paint(saliency, options: new() { Opacity = 0, Ground = HeatmapGround.Colour }).Pixels.ToArray()
        );
        Assert.Throws<ArgumentOutOfRangeException>(() => Heatmap.Paint(cam, 1));
    }

    private static (int, int) Size(byte[] png)
    {
        Photo picture = Photo.Decode(png, "figure");
        return (picture.Width, picture.Height);
    }
}
