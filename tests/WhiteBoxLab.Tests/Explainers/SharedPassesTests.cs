using Xunit;
using static TorchSharp.torch;

namespace WhiteBoxLab.Tests;

public sealed class SharedPassesTests
{
    [Fact]
    public void Class_activation_maps_asked_together_share_one_forward_pass_and_equal_those_asked_alone()
    {
        using Network network = Network.EfficientNetLite0();
        Photo photo = Photo.Sample("chelsea");
        Explainer[] cams =
        [
            new GradCam(),
            new HiResCam(),
            new XGradCam(),
            new LayerCam(),
            new GradCamPlusPlus(),
            new GradCamElementWise(),
            new EigenGradCam(),
            new FinerCam(),
        ];

        IReadOnlyList<Attribution> together = network.Explain(photo, cams, 282);

        Assert.Equal(1, together.Sum(m => m.Forwards), 1e-9);
        foreach ((Explainer cam, Attribution map) in cams.Zip(together))
            using (map)
            using (Attribution alone = network.Explain(photo, cam, 282))
                TensorAssert.Close(alone.Values, map.Values, 1e-5, cam.Card.Id);
    }

    [Fact]
    public void Shared_passes_belong_to_one_batch_and_one_target()
    {
        using Network network = Network.EfficientNetLite0();
        using Tensor input = network.InputOf(Photo.Sample("chelsea")),
            other = network.InputOf(Photo.Sample("coffee"));
        using SharedPasses shared = new();
        new GradCam().Explain(network, input, null, null, shared, default).Dispose();

        string batch = Assert.Throws<ArgumentException>(() => new GradCam().Explain(network, other, null, null, shared, default)).Message;
        string target = Assert
            .Throws<ArgumentException>(() => new GradCam().Explain(network, input, Target.Class(1), null, shared, default))
            .Message;

        Assert.Equal("These shared passes belong to another network, batch or target. Make new ones for each.", batch);
        Assert.Equal(batch, target);
    }
}
