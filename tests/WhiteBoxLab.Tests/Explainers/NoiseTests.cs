using System.Text.Json.Nodes;
using TorchSharp;
using Xunit;

namespace WhiteBoxLab.Tests;

/// <summary>Methods that average over noisy photos, where the outcome is known.</summary>
public sealed class NoiseTests
{
    private static torch.Tensor Draw(long seed, params long[] shape)
    {
        using torch.Generator generator = new((ulong)seed);
        return torch.randn(shape, torch.float64, generator: generator);
    }

    private static double[] Explain(Network network, Explainer explainer, torch.Tensor input)
    {
        using Attribution map = explainer.Explain(network, input, 0);
        return ToyNetworks.Values(map);
    }

    private static void Equal(double[] expected, double[] actual, double tolerance = 1e-9) =>
        Assert.All(expected.Zip(actual), p => Assert.Equal(p.First, p.Second, tolerance));

    [Fact]
    public void Noise_changes_nothing_of_an_affine_score()
    {
        using Network network = ToyNetworks.Affine([2, -3, 0.5], 1);
        torch.Tensor x = ToyNetworks.Vector(1, 2, -4);

        Equal([2, -3, 0.5], Explain(network, new SmoothGrad(), x));
        Equal([4, 9, 0.25], Explain(network, new SmoothGradSquared(), x));
        Equal([0, 0, 0], Explain(network, new VarGrad(), x));
    }

    [Fact] // S = x^2 at 1.5, deviation 0.3
    public void A_square_gives_twice_x_four_x_squared_and_four_times_the_variance_to_within_the_standard_errors()
    {
        using IDisposable scope = torch.NewDisposeScope();
        using Network network = ToyNetworks.Square(1);
        torch.Tensor x = ToyNetworks.Vector(1.5),
            noise = 0.3 * Draw(1, 4000, 1, 1, 1, 1);

        foreach (
            (NoisyExplainer method, double expected) in (IEnumerable<(NoisyExplainer, double)>)
                [
                    (new SmoothGrad(samples: 1000) { Noise = noise }, 3),
                    (new SmoothGradSquared(samples: 1000) { Noise = noise }, (4 * 2.25) + (4 * 0.09)),
                ]
        )
        {
            using Attribution map = method.Explain(network, x, 0);
            double error = map.StandardErrors!.item<double>();
            Assert.Equal(expected, map.Values.item<double>(), 4 * error);
            Assert.InRange(error, 1e-3, 0.2);
        }
        Assert.Equal(0.36, Explain(network, new VarGrad(samples: 1000) { Noise = noise }, x)[0], 0.06);
    }

    [Fact]
    public void The_standard_error_falls_as_the_root_of_the_number_of_samples()
    {
        using IDisposable scope = torch.NewDisposeScope();
        using Network network = ToyNetworks.Square(1);
        torch.Tensor noise = 0.3 * Draw(2, 1000, 1, 1, 1, 1);
        double Error(int samples)
        {
            using Attribution map = new SmoothGrad(samples: samples) { Noise = noise }.Explain(network, ToyNetworks.Vector(1.5), 0);
            return map.StandardErrors!.item<double>();
        }

        Assert.InRange(Error(50) / Error(800), 3, 5);
        using Attribution single = new SmoothGrad(samples: 1).Explain(network, ToyNetworks.Vector(1.5), 0);
        Assert.Null(single.StandardErrors);
    }

    [Fact]
    public void The_mean_square_is_the_square_of_the_mean_plus_the_variance_over_any_method()
    {
        using IDisposable scope = torch.NewDisposeScope();
        Network network = ReferenceNetworks.Shared("resnet-mini", torch.float64);
        torch.Tensor x = ReferenceNetworks.Tensor("resnet-mini", "input", torch.float64);

        foreach (Explainer method in (Explainer[])[new Saliency(), new InputXGradient(), new GradCam("layer2.0.relu2"), new DeepLift()])
        {
            using Attribution mean = new SmoothGrad(method, 5).Explain(network, x),
                square = new SmoothGradSquared(method, 5).Explain(network, x),
                variance = new VarGrad(method, 5).Explain(network, x);
            TensorAssert.Close(mean.Values.square() + variance.Values, square.Values, 1e-9, method.Card.Id);
            Assert.Equal(method is GradCam ? "layer2.0.relu2" : null, mean.Layer);
        }
    }

    [Fact]
    public void Without_noise_it_is_the_method_itself_and_one_sample_is_the_map_of_one_noisy_photo()
    {
        using IDisposable scope = torch.NewDisposeScope();
        Network network = ReferenceNetworks.Shared("resnet-mini", torch.float64);
        torch.Tensor x = ReferenceNetworks.Tensor("resnet-mini", "input", torch.float64),
            noise = 0.1 * Draw(3, 1, 1, 3, 48, 48);
        using Attribution plain = new Saliency().Explain(network, x, 3),
            still = new SmoothGrad(samples: 3, noiseLevel: 0).Explain(network, x, 3),
            moved = new Saliency().Explain(network, x + noise[0], 3),
            one = new SmoothGrad(samples: 1) { Noise = noise }.Explain(network, x, 3);

        TensorAssert.Close(plain.Values, still.Values, 1e-12);
        TensorAssert.Close(moved.Values, one.Values, 1e-12);
    }

    [Fact]
    public void How_many_photos_run_at_once_does_not_change_the_map_nor_the_account()
    {
        using IDisposable scope = torch.NewDisposeScope();
        Network network = ReferenceNetworks.Shared("resnet-mini", torch.float64);
        torch.Tensor x = ReferenceNetworks.Tensor("resnet-mini", "input", torch.float64)[..1];
        using Attribution one = new SmoothGrad(samples: 7, batch: 1).Explain(network, x),
            five = new SmoothGrad(samples: 7, batch: 5).Explain(network, x),
            other = new SmoothGrad(samples: 7, seed: 1).Explain(network, x);

        TensorAssert.Close(one.Values, five.Values, 1e-12);
        Assert.Equal((8.0, 7.0), (five.Forwards, five.Backwards));
        Assert.False(one.Values.allclose(other.Values));
    }

    [Fact]
    public void Maps_so_far_come_while_it_runs_and_the_last_one_is_the_map()
    {
        using IDisposable scope = torch.NewDisposeScope();
        Network network = ReferenceNetworks.Shared("resnet-mini", torch.float64);
        torch.Tensor x = ReferenceNetworks.Tensor("resnet-mini", "input", torch.float64)[..1];
        List<(int Done, torch.Tensor Map)> partial = [];

        using Attribution map = new SmoothGrad(samples: 10, batch: 4).Explain(
            network,
            x,
            progress: new Listener(step => partial.Add((step.Done, step.Partial!.clone().DetachFromDisposeScope())))
        );

        Assert.Equal([4, 8, 10], partial.Select(p => p.Done));
        TensorAssert.Close(map.Values, partial[^1].Map, 1e-12);
    }

    [Fact]
    public void The_method_is_chosen_by_its_id_or_by_an_object_with_its_options_and_written_the_same_way()
    {
        JsonNode own = JsonNode.Parse("""{"method": "grad-cam", "relu": true}""")!;
        NoisyExplainer cam = (NoisyExplainer)Catalogue.Create("smoothgrad", new() { ["method"] = own.DeepClone() }),
            usual = (NoisyExplainer)Catalogue.Create("smoothgrad", new() { ["method"] = "input-x-gradient" });

        Assert.True(((GradCam)cam.Method).Relu);
        Assert.True(JsonNode.DeepEquals(own, cam.Options["method"]));
        Assert.Equal("input-x-gradient", (string)usual.Options["method"]!);
        Assert.Equal("new SmoothGrad(method: new GradCam(relu: true))", Catalogue.CodeOf(cam));
        Assert.Equal(
            "The option 'method' of 'smoothgrad' needs a method's id, or an object such as {\"method\": \"grad-cam\", \"relu\": true}; "
                + "it is 7.",
            Assert.Throws<ArgumentException>(() => Catalogue.Create("smoothgrad", new() { ["method"] = 7 })).Message
        );
        Assert.StartsWith(
            "There is no method 'magic'.",
            Assert.Throws<ArgumentException>(() => Catalogue.Create("smoothgrad", new() { ["method"] = "magic" })).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void Smooth_grad_cam_plus_plus_without_noise_is_grad_cam_plus_plus()
    {
        using IDisposable scope = torch.NewDisposeScope();
        Network network = ReferenceNetworks.Shared("resnet-mini", torch.float64);
        torch.Tensor x = ReferenceNetworks.Tensor("resnet-mini", "input", torch.float64);

        foreach (string? layer in (string?[])[null, "layer2.0.relu2"])
        {
            using Attribution plain = new GradCamPlusPlus(layer).Explain(network, x),
                still = new SmoothGradCamPlusPlus(layer, samples: 3, noiseLevel: 0).Explain(network, x),
                noisy = new SmoothGradCamPlusPlus(layer, samples: 3).Explain(network, x);
            TensorAssert.Close(plain.Values, still.Values, 1e-9);
            // Behind the last layer there is no more gate that noise could move.
            Assert.Equal(layer is null, plain.Values.allclose(noisy.Values));
        }
    }

    private sealed class Listener(Action<Step> report) : IProgress<Step>
    {
        public void Report(Step value) => report(value);
    }
}
