using TorchSharp;
using Xunit;

namespace WhiteBoxLab.Tests;

public sealed class DeepLiftTests
{
    private static torch.Tensor Input(string network) => ReferenceNetworks.Tensor(network, "input", torch.float64);

    private static Baseline Stored(string network) => Baseline.Of(ReferenceNetworks.Tensor(network, "baseline", torch.float64));

    /// <summary>min(i1, i2) = i1 - ReLU(i1 - i2).</summary>
    private static Network Minimum()
    {
        static Linear Row(string name, string input, params double[] weights) =>
            new(name, input, torch.tensor(weights, [1, weights.Length], torch.float64));
        return new(
            "minimum",
            [2, 1, 1],
            [
                new Flatten("flatten", "input"),
                Row("first", "flatten", 1, 0),
                Row("difference", "flatten", 1, -1),
                new Relu("relu", "difference"),
                Row("less", "relu", -1),
                new Add("fc", "first", "less"),
            ],
            "fc"
        );
    }

    [Fact]
    public void Reveal_cancel_gives_both_inputs_of_a_minimum_their_half_where_rescale_gives_one_all()
    {
        using Network network = Minimum();
        torch.Tensor x = ToyNetworks.Vector(3, 1);

        using Attribution rescale = new DeepLift().Explain(network, x, 0),
            cancel = new DeepLift(rule: DeepLiftRule.RevealCancel).Explain(network, x, 0),
            genomics = new DeepLift(rule: DeepLiftRule.Genomics).Explain(network, x, 0);

        Assert.All(ToyNetworks.Values(rescale).Zip((double[])[0, 1]), v => Assert.Equal(v.Second, v.First, 1e-9));
        Assert.All(ToyNetworks.Values(cancel).Zip((double[])[0.5, 0.5]), v => Assert.Equal(v.Second, v.First, 1e-9)); // the Shapley values
        Assert.Equal(ToyNetworks.Values(cancel), ToyNetworks.Values(genomics)); // the ReLU is behind a linear layer
    }

    [Fact]
    public void Where_all_contributions_have_one_sign_the_rules_agree()
    {
        using Network network = ToyNetworks.Pooled(
            [
                [1, 2],
                [0.5, 1],
            ],
            [
                [1, -3],
            ],
            2,
            2
        );
        torch.Tensor x = torch.tensor([1.0, 2, 3, 0, 4, 0, 0, 2], [1, 2, 2, 2], torch.float64);

        using Attribution rescale = new DeepLift().Explain(network, x, 0),
            cancel = new DeepLift(rule: DeepLiftRule.RevealCancel).Explain(network, x, 0);

        TensorAssert.Close(rescale.Values, cancel.Values, 1e-9);
    }

    [Theory]
    [InlineData("vgg-mini"), InlineData("resnet-mini"), InlineData("mobile-mini"), InlineData("dense-mini")]
    public void Every_rule_adds_up_to_the_difference_of_the_scores_at_the_input_and_at_a_layer(string name)
    {
        using IDisposable scope = torch.NewDisposeScope();
        Network network = ReferenceNetworks.Shared(name, torch.float64);
        foreach (DeepLiftRule rule in Enum.GetValues<DeepLiftRule>())
        foreach (string? layer in (string?[])[null, network.DefaultLayer]) // all that the score is made of passes there
        {
            using Attribution map = new DeepLift(Stored(name), layer, rule).Explain(network, Input(name), 1);
            // Where nothing raised or lowered an input, RevealCancel takes a step of 1e-7: that much may be missing.
            Assert.All(map.Promises, p => Assert.Equal(p.Expected, p.Actual, rule == DeepLiftRule.Rescale ? 1e-9 : 1e-6));
        }
    }

    [Fact]
    public void A_baseline_that_is_the_photo_leaves_nothing_to_explain()
    {
        using IDisposable scope = torch.NewDisposeScope();
        Network network = ReferenceNetworks.Shared("vgg-mini", torch.float64);
        torch.Tensor input = Input("vgg-mini");

        foreach (DeepLiftRule rule in Enum.GetValues<DeepLiftRule>())
        {
            using Attribution map = new DeepLift(Baseline.Of(input), rule: rule).Explain(network, input, 1);
            Assert.Equal(0, map.Values.abs().max().item<double>());
        }
    }

    [Fact]
    public void The_pooling_of_the_authors_code_does_not_add_up_and_ours_does()
    {
        using IDisposable scope = torch.NewDisposeScope();
        Network network = ReferenceNetworks.Shared("vgg-mini", torch.float64);
        torch.Tensor input = Input("vgg-mini");
        Target target = Target.Classes(ReferenceNetworks.Targets("vgg-mini"));

        using Attribution ours = new DeepLift(Stored("vgg-mini")).Explain(network, input, target),
            theirs = new DeepLift(Stored("vgg-mini"), completePooling: false).Explain(network, input, target);

        Assert.All(ours.Promises, p => Assert.Equal(p.Expected, p.Actual, 1e-9));
        // of 1.8, 1.3 and 1.0: kundajelab/deeplift 0.6.13
        Assert.Equal(0.66, theirs.Promises.Max(p => Math.Abs(p.Expected - p.Actual)), 0.01);
    }
}
