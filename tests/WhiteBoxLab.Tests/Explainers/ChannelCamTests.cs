using TorchSharp;
using Xunit;

namespace WhiteBoxLab.Tests;

/// <summary>Maps whose weights are formulas, and the part of a network behind a layer run again, against the whole.</summary>
public sealed class ChannelCamTests
{
    private static readonly double[][] Same =
    [
        [1, 0],
        [0, 1],
    ];

    private static torch.Tensor Photo => torch.tensor([1.0, 2, 3, 0, 4, 0, 0, 2], [1, 2, 2, 2], torch.float64);

    private static double[] Explain(Network network, Explainer explainer, torch.Tensor input)
    {
        using Attribution map = explainer.Explain(network, input, 0);
        return ToyNetworks.Values(map);
    }

    private static void Equal(IEnumerable<double> expected, IEnumerable<double> actual) =>
        Assert.All(expected.Zip(actual), p => Assert.Equal(p.First, p.Second, 1e-9));

    [Fact]
    public void Behind_global_pooling_a_channel_weighs_its_share_of_the_score()
    {
        using Network network = ToyNetworks.Pooled(
            Same,
            [
                [0.8, -0.5],
            ],
            2,
            2,
            bias: 0.3
        );
        double score = (0.8 * 1.5) - (0.5 * 1.5) + 0.3,
            first = 0.8 * 1.5 / score,
            second = -0.5 * 1.5 / score;

        Equal(
            [first + (second * 4), first * 2, first * 3, second * 2],
            Explain(network, new AblationCam("relu", scale: AblationScale.Score), Photo)
        );
        Equal(
            [(1.2 - (0.75 * 4)), 1.2 * 2, 1.2 * 3, -0.75 * 2],
            Explain(network, new AblationCam("relu", scale: AblationScale.None), Photo)
        );
    }

    [Fact]
    public void Only_division_by_the_score_itself_turns_the_map_of_a_score_below_zero()
    {
        using Network network = ToyNetworks.Pooled(
            Same,
            [
                [0.8, -0.5],
            ],
            2,
            2,
            bias: -3
        );

        double[] turned = Explain(network, new AblationCam("relu", scale: AblationScale.Score), Photo),
            straight = Explain(network, new AblationCam("relu"), Photo);

        Equal(turned.Select(v => -v), straight);
        Assert.True(straight[2] > 0);
    }

    [Fact]
    public void A_channel_alone_gets_all_the_weight_of_Score_cam()
    {
        using Network network = ToyNetworks.Pooled(
            [
                [1],
            ],
            [
                [2],
                [1],
            ],
            2,
            2
        );
        torch.Tensor x = torch.tensor([1.0, 2, 3, 0], [1, 1, 2, 2], torch.float64);

        foreach (ScoreCamWeighting weighting in (ScoreCamWeighting[])[ScoreCamWeighting.Paper, ScoreCamWeighting.PytorchGradCam])
            Equal([1, 2, 3, 0], Explain(network, new ScoreCam("relu", weighting: weighting), x));
    }

    [Fact]
    public void A_channel_over_what_the_class_is_read_from_weighs_more()
    {
        // Two channels, at the left and at the right; the first class is what is at the left.
        using Network network = ToyNetworks.Flat(
            Same,
            [
                [1, 0, 1, 0, 0, 0, 0, 0],
                [0, 0, 0, 0, 0, 1, 0, 1],
            ],
            2,
            2
        );
        torch.Tensor x = torch.tensor([1.0, 0, 1, 0, 0, 1, 0, 1], [1, 2, 2, 2], torch.float64);

        foreach (ScoreCamWeighting weighting in Enum.GetValues<ScoreCamWeighting>())
        {
            double[] map = Explain(network, new ScoreCam("relu", weighting: weighting), x);
            Assert.True(map[0] > map[1], $"{weighting}: {string.Join(", ", map)}");
        }
    }

    [Fact]
    public void Equal_masks_are_run_once_and_constant_ones_are_one()
    {
        using Network network = ToyNetworks.Pooled(
            [
                [1],
                [1],
                [0],
                [0],
                [2],
            ],
            [
                [1, 1, 1, 1, 1],
            ],
            2,
            2
        );
        torch.Tensor x = torch.tensor([1.0, 2, 3, 0], [1, 1, 2, 2], torch.float64);

        using Attribution paper = new ScoreCam("relu").Explain(network, x, 0),
            authors = new ScoreCam("relu", weighting: ScoreCamWeighting.AuthorsCode).Explain(network, x, 0);

        Assert.Equal(1 + 3, paper.Forwards, 1e-9); // the first two, the two of nothing, the last
        Assert.Equal(1 + 2, authors.Forwards, 1e-9);
    }

    [Fact]
    public void Behind_global_pooling_the_positions_values_are_HiResCAM_whatever_the_orders()
    {
        using Network network = ToyNetworks.Pooled(
            Same,
            [
                [0.8, -0.5],
            ],
            2,
            2,
            bias: 0.3
        );

        double[] values = Explain(network, new ShapCam("relu", readout: ShapCamReadout.PhiMap, permutations: 1), Photo),
            weighted = Explain(network, new ShapCam("relu", permutations: 1), Photo);

        Equal(Explain(network, new HiResCam("relu"), Photo), values);
        double first = values.Zip((double[])[1, 2, 3, 0], (v, a) => v * a).Sum(),
            second = values.Zip((double[])[4, 0, 0, 2], (v, a) => v * a).Sum();
        Equal([first + (second * 4), first * 2, first * 3, second * 2], weighted);
    }

    [Theory, InlineData(ShapCamAbsent.Zero), InlineData(ShapCamAbsent.ChannelMean)]
    public void Four_groups_of_positions_in_many_orders_have_their_exact_Shapley_values(ShapCamAbsent absent)
    {
        using IDisposable scope = torch.NewDisposeScope();
        Network network = ReferenceNetworks.Shared("vgg-mini", torch.float64);
        torch.Tensor input = ReferenceNetworks.Tensor("vgg-mini", "input", torch.float64)[..1];
        string layer = network.DefaultLayer;
        using Trace trace = network.Trace(input);
        torch.Tensor a = trace.Output(layer),
            hole = absent == ShapCamAbsent.Zero ? torch.zeros_like(a) : a.mean([2, 3], keepdim: true).expand_as(a);
        int half = (int)a.shape[2] / 2;
        torch.Tensor worth = torch.stack(
            Enumerable
                .Range(0, 16)
                .Select(q =>
                {
                    torch.Tensor some = hole.clone();
                    for (int g = 0; g < 4; g++)
                        if ((q >> g & 1) == 1)
                            Quarter(some, g, half).copy_(Quarter(a, g, half));
                    return Behind(network, input, layer, some).select(1, 1);
                }),
            1
        );
        torch.Tensor exact = ShapleyWeights.Of(worth, 4) / (half * half);

        using Attribution map = new ShapCam(layer, readout: ShapCamReadout.PhiMap, absent: absent, cells: 2, permutations: 800).Explain(
            network,
            input,
            1
        );

        double scale = exact.abs().max().item<double>();
        for (int g = 0; g < 4; g++)
            Assert.InRange(Math.Abs(Quarter(map.Values, g, half)[0, 0, 0, 0].item<double>() - exact[0, g].item<double>()), 0, 0.1 * scale);
        Assert.Equal(map.Promises[0].Expected, map.Values.sum().item<double>(), 1e-9);
    }

    private static torch.Tensor Quarter(torch.Tensor map, int group, int half) =>
        map.narrow(2, group / 2 * half, half).narrow(3, group % 2 * half, half);

    /// <summary>The scores of a network in which a layer gives something else, layer by layer.</summary>
    private static torch.Tensor Behind(Network network, torch.Tensor input, string layer, torch.Tensor activation)
    {
        torch.Tensor[] outputs = new torch.Tensor[network.Layers.Count];
        for (int i = 0; i < outputs.Length; i++)
            outputs[i] =
                network.Layers[i].Name == layer
                    ? activation
                    : network.Layers[i].Forward([.. network.Graph.Inputs[i].Select(j => j < 0 ? input : outputs[j])], out _);
        return outputs[network.Graph.Output];
    }

    /// <summary>Inside a block the tail reads what other layers gave, too; the input is one of them.</summary>
    [Theory]
    [InlineData("resnet-mini")]
    [InlineData("mobile-mini")]
    [InlineData("dense-mini")]
    [InlineData("vgg-mini")]
    public void A_channel_taken_away_at_any_layer_lowers_the_score_as_in_a_whole_run(string name)
    {
        using IDisposable scope = torch.NewDisposeScope();
        Network network = ReferenceNetworks.Shared(name, torch.float64);
        torch.Tensor input = ReferenceNetworks.Tensor(name, "input", torch.float64)[..2];
        string[] layers =
        [
            .. network.Layers.Select(l => l.Name).Where(l => network.ShapeOf(l) is [_, > 1, _] && network.IndexOf(l) % 3 == 0),
        ];

        foreach (string layer in layers)
        {
            using Attribution map = new AblationCam(layer, scale: AblationScale.None).Explain(network, input, 1);
            TensorAssert.Close(Whole(network, input, layer), map.Values, 1e-9, layer);
        }
    }

    /// <summary>The same with the whole network behind the layer run for each channel of each photo, layer by layer.</summary>
    private static torch.Tensor Whole(Network network, torch.Tensor input, string layer)
    {
        using Trace trace = network.Trace(input);
        torch.Tensor a = trace.Output(layer),
            map = torch.zeros([input.shape[0], 1, .. a.shape[2..]], torch.float64);
        for (int k = 0; k < a.shape[1]; k++)
        {
            torch.Tensor without = a.clone();
            without.select(1, k).zero_();
            torch.Tensor drop = (trace.Scores - Behind(network, input, layer, without)).select(1, 1);
            map += drop.view(-1, 1, 1, 1) * a.narrow(1, k, 1);
        }
        return map;
    }
}
