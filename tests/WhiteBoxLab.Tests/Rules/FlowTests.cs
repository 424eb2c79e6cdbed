using TorchSharp;
using Xunit;

namespace WhiteBoxLab.Tests;

/// <summary>
/// Every rule of relevance on every kind of layer it serves, as a flow: down it is the rule itself, up its transposition, in float64.
/// </summary>
public sealed class FlowTests
{
    private static readonly Dictionary<string, Rule> Rules = new()
    {
        ["epsilon"] = new EpsilonRule(),
        ["epsilon zero bias"] = new EpsilonRule(0.25, zeroBias: true),
        ["z-plus"] = new ZPlusRule(),
        ["z-plus zero bias"] = new ZPlusRule(zeroBias: true),
        ["z-plus negated"] = new ZPlusRule(negated: true),
        ["z-plus clipped"] = new ZPlusRule(new Stabilizer(1e-3, StabilizerKind.Clip)),
        ["alpha2-beta1"] = new AlphaBetaRule(),
        ["alpha1-beta0 zero bias"] = new AlphaBetaRule(1, 0, zeroBias: true),
        ["gamma"] = new GammaRule(),
        ["gamma zero bias"] = new GammaRule(1, zeroBias: true),
        ["whole bias"] = new WholeBiasRule(),
        ["clamped"] = new ClampedPlusRule(),
        ["flat"] = new FlatRule(),
        ["w-square"] = new WSquareRule(),
        ["z-box"] = new ZBoxRule([-2], [2.5]),
        ["gradient"] = new GradientRule(),
        ["norm"] = new NormRule(),
        ["pass"] = new PassRule(),
        ["signal takes all"] = new SignalTakesAllRule(),
    };

    private static readonly string[] ForWeights =
    [
        "epsilon",
        "epsilon zero bias",
        "z-plus",
        "z-plus zero bias",
        "z-plus negated",
        "z-plus clipped",
        "alpha2-beta1",
        "alpha1-beta0 zero bias",
        "gamma",
        "gamma zero bias",
        "whole bias",
        "clamped",
        "flat",
        "w-square",
        "gradient",
    ];

    private static IEnumerable<string> RulesOf(Layer layer) =>
        layer switch
        {
            Convolution => ForWeights.Append("z-box"),
            Linear => ForWeights,
            Add or AveragePool or GlobalAveragePool or AdaptiveAveragePool => ["norm", "gradient"],
            Activation or BatchNormalization or Softmax => ["pass", "gradient"],
            Multiply => ["signal takes all", "gradient"],
            _ => ["gradient"],
        };

    public static TheoryData<string, string, bool> Cases
    {
        get
        {
            TheoryData<string, string, bool> cases = [];
            foreach (string layer in LayerGradientTests.Cases.Select(c => c.Data.Item1).Distinct())
            foreach (string rule in RulesOf(LayerGradientTests.Make(layer).Layer))
            foreach (bool nonNegative in LayerGradientTests.Make(layer).Layer is WeightedLayer ? (bool[])[false, true] : [false])
                cases.Add(layer, rule, nonNegative);
            return cases;
        }
    }

    [Theory, MemberData(nameof(Cases))]
    public void Down_is_the_rule_and_up_its_transposition(string layerName, string ruleName, bool nonNegative)
    {
        using IDisposable scope = torch.NewDisposeScope();
        (Layer layer, long[][] shapes) = LayerGradientTests.Make(layerName);
        Rule rule = Rules[ruleName];
        using torch.Generator generator = new(23);
        torch.Tensor Random(long[] shape) => torch.randn([2, .. shape], torch.float64, generator: generator);
        torch.Tensor[] inputs = [.. shapes.Select(s => nonNegative ? Random(s).clamp_min(0) : Random(s))],
            worths = [.. shapes.Select(Random)];
        torch.Tensor signal = Random(layer.ShapeOf(shapes)),
            other = Random(layer.ShapeOf(shapes));
        Network network = SingleLayerNetwork.Around(Renamed(layer, nonNegative), [.. shapes], nonNegative);
        Trace trace = SingleLayerNetwork.Trace(network, network.Layers[network.IndexOf(layer.Name)], inputs);
        LayerCall call = new(trace, network.IndexOf(layer.Name), [.. shapes.Select(_ => true)], signalIsOwned: false),
            owning = new(trace, call.Index, call.Wanted, signalIsOwned: true);

        Flow flow = rule.Flow(call);
        torch.Tensor?[] down = flow.Down(call, signal),
            expected = rule.Backward(call, signal),
            others = rule.Backward(call, other);

        torch.Tensor up = flow.Up(call, [.. worths]);
        double over = (up * signal).sum().item<double>(),
            under = down.Zip(worths, (r, w) => r is null ? 0 : (r * w).sum().item<double>()).Sum();
        Assert.Equal(over, under, 1e-9 * (1 + Math.Abs(over)));
        torch.Tensor?[] both = flow.Down(call, torch.cat([signal, other], 0)),
            overwritten = flow.Down(owning, torch.cat([signal, other], 0));
        for (int i = 0; i < down.Length; i++)
        {
            Assert.Equal(expected[i] is null, down[i] is null);
            if (expected[i] is not { } one || others[i] is not { } two)
                continue;
            TensorAssert.Close(one, down[i]!, 1e-10, "down");
            TensorAssert.Close(torch.cat([one, two], 0), both[i]!, 1e-10, "two at once");
            TensorAssert.Close(torch.cat([one, two], 0), overwritten[i]!, 1e-10, "two at once, overwritten");
        }
    }

    [Fact]
    public void A_rule_that_looks_at_the_signals_sign_has_no_flow()
    {
        Assert.StartsWith(
            "The rule at 'layer' changes signals by their sign",
            Assert.Throws<InvalidOperationException>(() => new GuidedRule().Flow(Call())).Message,
            StringComparison.Ordinal
        );

        static LayerCall Call()
        {
            Layer relu = new Relu("layer", "input");
            Network network = SingleLayerNetwork.Around(
                relu,
                [
                    [2, 2, 2],
                ]
            );
            return new(SingleLayerNetwork.Trace(network, relu, [torch.ones([1, 2, 2, 2], torch.float64)]), 0, [true], false);
        }
    }

    /// <summary>An input that cannot be negative comes from a layer, not from the photo.</summary>
    private static Layer Renamed(Layer layer, bool nonNegative) =>
        (layer, nonNegative) switch
        {
            (Convolution c, true) => new Convolution(c.Name, "before", c.Weight, c.Bias, c.Stride, c.Padding, c.Dilation, c.Groups),
            (Linear l, true) => new Linear(l.Name, "before", l.Weight, l.Bias),
            _ => layer,
        };
}
