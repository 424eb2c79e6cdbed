using TorchSharp;
using Xunit;

namespace WhiteBoxLab.Tests;

/// <summary>What every method must do with inputs and networks whose answer is known beforehand.</summary>
public sealed class BatteryTests
{
    private static readonly NetworkDetails Bytes = new()
    {
        Preprocessing = new Preprocessing(4, 4) { Mean = new(127.5, 127.5, 127.5), Std = new(32, 32, 32) },
    };

    public static TheoryData<string> Methods
    {
        get
        {
            using Network network = Blind();
            return LawTests.ServedBy(network);
        }
    }

    /// <summary>Those whose maps have the channels of the input.</summary>
    public static TheoryData<string> MethodsWithChannels
    {
        get
        {
            using IDisposable scope = torch.NewDisposeScope();
            using Network network = Blind();
            torch.Tensor x = Draw(4, 1, 3, 4, 4);
            return
            [
                .. Catalogue
                    .Cards.Select(c => c.Id)
                    .Where(id => Few.Create(id).Obstacle(network) is null && Explain(id, network, x).shape[1] == 3),
            ];
        }
    }

    /// <summary>
    /// Methods that share relevance by something else than what the input brings, so that it reaches inputs that nothing hangs on.
    /// </summary>
    private static bool IsFlat(string id) => id.EndsWith("-flat", StringComparison.Ordinal);

    private static torch.Tensor Draw(long seed, params long[] shape)
    {
        using torch.Generator generator = new((ulong)seed);
        return torch.randn(shape, torch.float64, generator: generator);
    }

    /// <summary>
    /// Three channels, of which the third has no weight; two feature maps; two classes. The head's weights and biases are scaled by
    /// <paramref name="scale"/>.
    /// </summary>
    private static Network Blind(double scale = 1)
    {
        torch.Tensor conv = Draw(1, 4, 3, 3, 3);
        conv.select(1, 2).zero_();
        return new(
            "blind",
            [3, 4, 4],
            [
                new Convolution("conv", "input", conv, padding: 1),
                new Relu("relu", "conv"),
                new GlobalAveragePool("pool", "relu"),
                new Flatten("flatten", "pool"),
                new Linear("fc", "flatten", Draw(2, 3, 4) * scale, Draw(3, 3) * 0.1 * scale),
            ],
            "fc",
            Bytes
        );
    }

    private static torch.Tensor Explain(string id, Network network, torch.Tensor x, int target = 0)
    {
        using Attribution map = Few.Create(id).Explain(network, x, target);
        Assert.Equal(x.dtype, map.Values.dtype);
        return map.Values.clone();
    }

    [Theory, MemberData(nameof(MethodsWithChannels))]
    public void An_input_that_nothing_hangs_on_gets_nothing_except_from_flat_rules(string id)
    {
        using IDisposable scope = torch.NewDisposeScope();
        using Network network = Blind();
        torch.Tensor x = Draw(4, 1, 3, 4, 4),
            map = Explain(id, network, x, (int)network.Scores(x).argmax().item<long>());

        Assert.Equal(IsFlat(id), map.select(1, 2).abs().max().item<double>() > 0);
        Assert.True(map.select(1, 0).abs().max().item<double>() > 0);
    }

    /// <summary>
    /// What multiplies by the input gives nothing where that is zero; what asks for slopes, or measures from the range of pixels, does.
    /// </summary>
    [Theory]
    [InlineData("input-x-gradient", true)]
    [InlineData("integrated-gradients", true)]
    [InlineData("deep-lift", true)]
    [InlineData("lrp", true)]
    [InlineData("lrp-epsilon-plus", true)]
    [InlineData("lrp-epsilon-alpha2-beta1", true)]
    [InlineData("sglrp", true)]
    [InlineData("excitation-backprop", true)]
    [InlineData("saliency", false)]
    [InlineData("guided-backprop", false)]
    [InlineData("deconvnet", false)]
    [InlineData("beta-smooth", false)]
    [InlineData("lrp-epsilon-plus-flat", false)]
    [InlineData("lrp-epsilon-alpha2-beta1-flat", false)]
    [InlineData("lrp-epsilon-gamma-box", false)]
    [InlineData("deep-taylor", false)]
    [InlineData("clrp", false)]
    public void A_pixel_of_value_zero_gets_nothing_from_what_multiplies_by_it(string id, bool nothing)
    {
        using IDisposable scope = torch.NewDisposeScope();
        using Network network = Blind();
        torch.Tensor x = Draw(4, 1, 3, 4, 4);
        x[0, 0].zero_();
        double most = Enumerable.Range(0, 3).Max(c => Explain(id, network, x, c)[0, 0].abs().max().item<double>());

        Assert.Equal(nothing, most == 0);
    }

    /// <summary>These look at probabilities or at powers of the gradient, so that a scaled score is another question to them.</summary>
    private static readonly string[] NotProportional =
    [
        "sglrp",
        "finer-cam",
        "shapley-cam",
        "grad-cam-plus-plus",
        "smooth-grad-cam-plus-plus",
        "score-cam",
        "rise",
    ];

    [Theory, MemberData(nameof(Methods))]
    public void Scaling_the_scores_scales_the_map_or_leaves_it(string id)
    {
        using IDisposable scope = torch.NewDisposeScope();
        using Network network = Blind(),
            tripled = Blind(3);
        torch.Tensor x = Draw(4, 1, 3, 4, 4);
        int target = (int)network.Scores(x).argmax().item<long>();
        torch.Tensor once = Explain(id, network, x, target),
            thrice = Explain(id, tripled, x, target);

        double alike = ((once * thrice).sum() / (once.norm() * thrice.norm())).item<double>(),
            ratio = (thrice.norm() / once.norm()).item<double>();

        Assert.Equal(!NotProportional.Contains(id) || alike > 1 - 1e-9, alike > 1 - 1e-6); // proportional, or named as not
        if (Gradients.Contains(id))
            Assert.Equal(3, ratio, 1e-6);
    }

    private static readonly string[] Gradients =
    [
        "saliency",
        "input-x-gradient",
        "integrated-gradients",
        "guided-backprop",
        "deconvnet",
        "beta-smooth",
        "grad-cam",
        "hires-cam",
        "xgrad-cam",
        "layer-cam",
        "cam",
        "deep-lift",
    ];

    /// <summary>
    /// Two networks that compute the same of inputs that differ by a constant (Kindermans et al. 2019): what should not tell them apart,
    /// and what is known to.
    /// </summary>
    [Theory]
    [InlineData("saliency", true)]
    [InlineData("guided-backprop", true)]
    [InlineData("deconvnet", true)]
    [InlineData("input-x-gradient", false)]
    [InlineData("integrated-gradients", false)]
    [InlineData("deep-lift", false)]
    [InlineData("lrp", false)]
    public void A_shift_of_the_input_that_the_first_bias_makes_up_for_is_seen_by_what_multiplies_by_the_input(string id, bool invariant)
    {
        using IDisposable scope = torch.NewDisposeScope();
        (Network plain, Network shifted, torch.Tensor x, torch.Tensor moved) = Shifted();
        using (plain)
        using (shifted)
        {
            Assert.True(plain.Scores(x).allclose(shifted.Scores(moved), 1e-12));
            Assert.Equal(invariant, Explain(id, plain, x).allclose(Explain(id, shifted, moved), 1e-9));
        }
    }

    [Fact]
    public void Integrated_gradients_and_DeepLIFT_are_invariant_where_the_baseline_is_shifted_too()
    {
        using IDisposable scope = torch.NewDisposeScope();
        (Network plain, Network shifted, torch.Tensor x, torch.Tensor moved) = Shifted();
        using (plain)
        using (shifted)
            foreach (
                Func<Baseline, Explainer> make in (Func<Baseline, Explainer>[])[b => new IntegratedGradients(9, b), b => new DeepLift(b)]
            )
            {
                using Attribution one = make(Baseline.Of(torch.zeros_like(x))).Explain(plain, x, 0),
                    other = make(Baseline.Of(moved - x)).Explain(shifted, moved, 0);
                TensorAssert.Close(one.Values, other.Values, 1e-9);
            }
    }

    private static (Network Plain, Network Shifted, torch.Tensor X, torch.Tensor Moved) Shifted()
    {
        double[][] w =
        [
            [1, -2, 0.5],
            [0.25, 1, 3],
        ];
        double[] shift = [1, -1, 2];
        Network plain = ToyNetworks.Dense(w, [0.5, 0.25], [1, 2]);
        Network shifted = ToyNetworks.Dense(
            w,
            [.. w.Zip((double[])[0.5, 0.25], (row, b) => b - row.Zip(shift, (p, q) => p * q).Sum())],
            [1, 2]
        );
        torch.Tensor x = ToyNetworks.Vector(2, 0.5, 1);
        return (plain, shifted, x, x + ToyNetworks.Vector(shift));
    }

    /// <summary>Guards that a method is not lost from the lists above.</summary>
    [Fact]
    public void Each_named_method_exists() =>
        Assert.All((string[])[.. NotProportional, .. Gradients], id => Assert.NotNull(Catalogue.Find(id)));
}
