using TorchSharp;
using Xunit;

namespace WhiteBoxLab.Tests;

/// <summary>Methods that add gradients up along a way, where the outcome is known.</summary>
public sealed class WayTests
{
    private static Network Real => ReferenceNetworks.Shared("resnet-mini", torch.float64);

    private static torch.Tensor Photos => ReferenceNetworks.Tensor("resnet-mini", "input", torch.float64);

    private static double[] Explain(Network network, Explainer explainer, torch.Tensor input)
    {
        using Attribution map = explainer.Explain(network, input, 0);
        return ToyNetworks.Values(map);
    }

    private static void Equal(double[] expected, double[] actual, double tolerance = 1e-9)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), p => Assert.Equal(p.First, p.Second, tolerance));
    }

    private static double Gap(SumPromise promise) => Math.Abs(promise.Actual - promise.Expected);

    [Fact]
    public void An_affine_score_is_shared_out_alike_by_every_way()
    {
        using Network network = ToyNetworks.Affine([2, -3, 0.5], 1);
        torch.Tensor x = ToyNetworks.Vector(1, 2, -4);

        foreach (
            Explainer explainer in (Explainer[])
                [
                    new IntegratedGradients(tolerance: 0.01),
                    new ExpectedGradients(Baselines.Of(torch.zeros_like(x)), 7),
                    new DeepLiftShap(Baselines.Of(torch.zeros_like(x))),
                    new GuidedIg(30),
                    new GuidedIg(7, maxDist: 1),
                ]
        )
            Equal([2, -6, -2], Explain(network, explainer, x));
        double[] shares = [4 / 13.25, 9 / 13.25, 0.25 / 13.25]; // of -6, by the squares of the weights
        Equal([.. shares.Select(s => -6 * s)], Explain(network, new Idgi(3), x));
    }

    [Fact]
    public void With_a_tolerance_points_are_added_where_the_score_bends_until_it_is_kept()
    {
        using Network network = ToyNetworks.Saturated();
        torch.Tensor x = ToyNetworks.Vector(2.2);
        using Attribution rough = new IntegratedGradients(200, tolerance: 0.1).Explain(network, x, 0),
            fine = new IntegratedGradients(200, tolerance: 0.001).Explain(network, x, 0),
            even = new IntegratedGradients(200, quadrature: Quadrature.MidPoint).Explain(network, x, 0);

        Assert.Equal(1, rough.Values.item<double>(), 0.1);
        Assert.Equal(1, fine.Values.item<double>(), 0.001);
        Assert.True(rough.Backwards < fine.Backwards && fine.Backwards < 60, $"{rough.Backwards}, {fine.Backwards}");
        Assert.True(Gap(fine.Promises[0]) < Gap(even.Promises[0]));
    }

    [Fact]
    public void A_tolerance_is_kept_or_all_steps_are_spent_and_a_batch_is_its_photos()
    {
        using IDisposable scope = torch.NewDisposeScope();
        using Attribution map = new IntegratedGradients(400, Baseline.Black, tolerance: 0.02).Explain(Real, Photos),
            short_ = new IntegratedGradients(9, Baseline.Black, tolerance: 1e-9).Explain(Real, Photos),
            alone = new IntegratedGradients(400, Baseline.Black, tolerance: 0.02).Explain(Real, Photos[1..2]);

        Assert.All(map.Promises, p => Assert.InRange(p.RelativeError!.Value, 0, 0.02));
        Assert.InRange(map.Backwards, AdaptiveWay.Fewest, 400);
        Assert.Equal(9, short_.Backwards, 1e-9);
        TensorAssert.Close(alone.Values, map.Values[1..2], 1e-9);
        Assert.Equal(map.Promises.Select(p => p.Actual), map.Values.sum([1, 2, 3]).data<double>().ToArray(), (a, b) =>
            Math.Abs(a - b) < 1e-9
        );
    }

    [Fact] // S = x^2 at 2, baselines 0 and 1: the mean of 4 - 0 and 4 - 1
    public void Expected_gradients_of_a_square_are_unbiased_and_their_error_falls_as_the_root_of_the_draws()
    {
        using IDisposable scope = torch.NewDisposeScope();
        using Network network = ToyNetworks.Square(1);
        Baselines two = Baselines.Of(torch.tensor([0.0, 1], [2, 1, 1, 1], torch.float64));
        using Attribution few = new ExpectedGradients(two, 50).Explain(network, ToyNetworks.Vector(2), 0),
            many = new ExpectedGradients(two, 800).Explain(network, ToyNetworks.Vector(2), 0);
        double error = many.StandardErrors!.item<double>();

        Assert.Equal(3.5, many.Values.item<double>(), 4 * error);
        Assert.InRange(few.StandardErrors!.item<double>() / error, 3, 5);
        Assert.Equal(3.5, many.Promises[0].Expected, 1e-9);
    }

    [Fact]
    public void With_one_baseline_expected_gradients_come_to_integrated_gradients()
    {
        using IDisposable scope = torch.NewDisposeScope();
        torch.Tensor x = Photos[..1];
        using Attribution exact = new IntegratedGradients(300).Explain(Real, x, 3),
            drawn = new ExpectedGradients(Baselines.Of(torch.zeros_like(x)), 600).Explain(Real, x, 3);

        double off = ((drawn.Values - exact.Values) / (drawn.StandardErrors! + 1e-9)).square().mean().sqrt().item<double>();
        Assert.InRange(off, 0.3, 2); // in standard errors
    }

    [Fact]
    public void DeepSHAP_is_the_mean_of_DeepLIFT_and_sums_to_the_difference_from_the_mean_score()
    {
        using IDisposable scope = torch.NewDisposeScope();
        torch.Tensor pool = Photos.flip(0) * 0.5;
        using Attribution mean = new DeepLiftShap(Baselines.Of(pool)).Explain(Real, Photos, 3);
        torch.Tensor sum = torch.zeros_like(Photos);
        for (int b = 0; b < pool.shape[0]; b++)
        {
            using Attribution one = new DeepLift(Baseline.Of(pool[b..(b + 1)])).Explain(Real, Photos, 3);
            sum += one.Values;
        }

        TensorAssert.Close(sum / pool.shape[0], mean.Values, 1e-9);
        Assert.All(mean.Promises, p => Assert.Equal(p.Expected, p.Actual, 1e-9));
        using Network minimum = ToyNetworks.Minimum();
        Equal([0, 1], Explain(minimum, new DeepLiftShap(Baselines.Of(torch.zeros([1, 2, 1, 1], torch.float64))), ToyNetworks.Vector(3, 1)));
    }

    [Theory, InlineData(1), InlineData(7), InlineData(20)]
    public void IDGI_is_complete_for_any_number_of_steps(int steps)
    {
        using IDisposable scope = torch.NewDisposeScope();
        using Attribution map = new Idgi(steps, Baseline.Black).Explain(Real, Photos, 3);

        Assert.All(map.Promises, p => Assert.Equal(p.Expected, p.Actual, 1e-9));
    }

    [Fact]
    public void Guided_ways_that_may_not_leave_the_straight_one_are_integrated_gradients_at_left_ends()
    {
        using IDisposable scope = torch.NewDisposeScope();
        using Attribution guided = new GuidedIg(20, maxDist: 0).Explain(Real, Photos, 3),
            left = new IntegratedGradients(20, quadrature: Quadrature.Left).Explain(Real, Photos, 3);

        TensorAssert.Close(left.Values, guided.Values, 1e-9);
    }

    [Fact] // a linear score of positive pixels
    public void Half_the_step_of_blur_halves_the_error_of_blur_integrated_gradients()
    {
        using IDisposable scope = torch.NewDisposeScope();
        using torch.Generator generator = new(7UL);
        torch.Tensor x = torch.rand([1, 1, 8, 8], torch.float64, generator: generator);
        using Network network = ToyNetworks.Flat(
            [
                [1],
            ],
            [
                [.. torch.randn([64], torch.float64, generator: generator).data<double>()],
            ],
            8,
            8
        );
        double Error(int steps)
        {
            using Attribution map = new BlurIg(4, steps).Explain(network, x, 0);
            return Gap(map.Promises[0]);
        }

        Assert.InRange(Error(50) / Error(100), 1.5, 2.7);
    }

    [Fact]
    public void Behind_a_linear_head_a_layers_integrated_gradients_and_conductance_are_activation_times_gradient()
    {
        using IDisposable scope = torch.NewDisposeScope();
        string layer = Real.DefaultLayer;
        torch.Tensor black = torch.full_like(Photos, -1);
        using Attribution integrated = new LayerIntegratedGradients(layer, 3, Baseline.Of(black)).Explain(Real, Photos, 3),
            conductance = new LayerConductance(layer, 60, Baseline.Of(black)).Explain(Real, Photos, 3),
            influence = new InternalInfluence(layer, 3, Baseline.Of(black)).Explain(Real, Photos, 3),
            slope = new Saliency(layer: layer).Explain(Real, Photos, 3);
        using Trace photo = Real.Trace(Photos),
            start = Real.Trace(black);

        TensorAssert.Close(slope.Values * (photo.Output(layer) - start.Output(layer)), integrated.Values, 1e-9);
        TensorAssert.Close(slope.Values, influence.Values, 1e-9);
        TensorAssert.Close(integrated.Values, conductance.Values, 0.05); // the ends of the way are left out
    }

    [Fact]
    public void The_completeness_error_of_conductance_falls_with_the_steps_and_layers_before_a_branch_are_served()
    {
        using IDisposable scope = torch.NewDisposeScope();
        foreach (string layer in (string[])["layer1.0.relu2", "layer2.0.conv1"])
        {
            using Attribution few = new LayerConductance("layer1.0.relu2", 5).Explain(Real, Photos, 3),
                many = new LayerConductance("layer1.0.relu2", 200).Explain(Real, Photos, 3),
                behind = new LayerIntegratedGradients(layer, 200).Explain(Real, Photos, 3);
            Assert.True(many.Promises.Sum(Gap) < few.Promises.Sum(Gap) / 4);
            Assert.All(behind.Promises, p => Assert.Equal(p.Expected, p.Actual, 0.02 * Math.Max(1, Math.Abs(p.Expected))));
        }
    }

    [Fact]
    public void Of_an_affine_score_integrated_decision_gradients_are_the_contributions_times_the_whole_change()
    {
        using Network network = ToyNetworks.Affine([2, -3, 0.5], 1);

        Equal([-12, 36, 12], Explain(network, new Idg(10), ToyNetworks.Vector(1, 2, -4)));
    }

    [Fact] // S = 1 - relu(1 - x): all change lies before x = 1, where the slope is 1
    public void Points_of_integrated_decision_gradients_go_where_the_score_changes()
    {
        using Network network = ToyNetworks.Saturated();

        Equal([2], Explain(network, new Idg(20), ToyNetworks.Vector(2)));
    }

    [Fact]
    public void Conductance_of_all_channels_of_a_layer_that_nothing_goes_past_is_integrated_gradients()
    {
        using IDisposable scope = torch.NewDisposeScope();
        Network network = ReferenceNetworks.Shared("plain-mini", torch.float64);
        torch.Tensor photo = ReferenceNetworks.Tensor("plain-mini", "input", torch.float64)[..1];
        using Attribution whole = new IntegratedGradients(12).Explain(network, photo, 3),
            layer = new NeuronConductance(steps: 12).Explain(network, photo, 3);
        torch.Tensor sum = torch.zeros_like(whole.Values);
        for (int channel = 0; channel < network.ShapeOf(network.DefaultLayer)[0]; channel++)
        {
            using Attribution one = new NeuronConductance(neuron: [channel], steps: 12).Explain(network, photo, 3);
            sum.add_(one.Values);
        }

        TensorAssert.Close(whole.Values, layer.Values, 1e-9);
        TensorAssert.Close(whole.Values, sum, 1e-9);
    }

    [Fact]
    public void A_neuron_that_there_is_not_is_refused() =>
        Assert.Equal(
            "The layer 'layer3.0.relu2' has the shape [32, 6, 6]; there is no neuron [40]. "
                + "Give a channel, or a channel, a row and a column.",
            Assert.Throws<ArgumentOutOfRangeException>(() => new NeuronConductance("layer3.0.relu2", [40], 2).Explain(Real, Photos)).Message
        );

    [Fact]
    public void Expected_gradients_stop_at_the_error_that_was_asked_for()
    {
        using IDisposable scope = torch.NewDisposeScope();
        using Attribution all = new ExpectedGradients(Baselines.Of(Photos), 200).Explain(Real, Photos[..1], 3),
            some = new ExpectedGradients(Baselines.Of(Photos), 200, error: 0.05).Explain(Real, Photos[..1], 3);

        Assert.True(some.Backwards < all.Backwards, $"{some.Backwards} of {all.Backwards}");
        torch.Tensor range = some.Values.max() - some.Values.min();
        Assert.InRange((some.StandardErrors!.mean() / range).item<double>(), 0, 0.05);
    }
}
