using System.Text.Json.Nodes;
using TorchSharp;
using Xunit;

namespace WhiteBoxLab.Tests;

/// <summary>Relevance through chosen channels: its laws, and the region's sweep against the maps that it stands for.</summary>
public sealed class ConceptTests
{
    private static readonly string[] Composites =
    [
        "epsilon-plus",
        "epsilon-plus-flat",
        "epsilon-alpha2-beta1",
        "epsilon-alpha2-beta1-flat",
        "epsilon-gamma-box",
    ];

    public static TheoryData<string, string> NetworksAndComposites
    {
        get
        {
            TheoryData<string, string> cases = [];
            foreach (string network in ReferenceNetworks.Small)
            foreach (string composite in Composites)
                cases.Add(network, composite);
            cases.Add("gated", "epsilon-plus");
            cases.Add("gated", "epsilon");
            return cases;
        }
    }

    [Theory]
    [
        InlineData("resnet-mini", "layer3.0.relu2"),
        InlineData("resnet-mini", "layer1.0.relu2"),
        InlineData("vgg-mini", "features.6"),
        InlineData("vgg-mini", "classifier.1"),
        InlineData("dense-mini", "relu5"),
        InlineData("mobile-mini", "head.2")
    ]
    public void The_maps_of_all_channels_add_up_to_the_whole_map_where_the_layer_cuts_the_graph(string name, string layer)
    {
        using IDisposable scope = torch.NewDisposeScope();
        using Network network = Open(name);
        torch.Tensor input = Input(name);
        using Concepts concepts = network.Concepts(input, 3);

        torch.Tensor sum = Sum(concepts.Maps(layer, [.. Enumerable.Range(0, (int)network.ShapeOf(layer)[0])]));

        using Attribution whole = new LrpEpsilonPlus().Explain(network, input, 3);
        TensorAssert.Close(whole.Values * torch.tensor(whole.TargetScores.ToArray()).view(-1, 1, 1, 1), sum, 1e-9, layer);
    }

    [Fact]
    public void They_add_up_to_less_where_a_shortcut_leads_around_the_layer_and_to_the_whole_with_parallel_paths()
    {
        using IDisposable scope = torch.NewDisposeScope();
        using Network network = Open("mobile-mini");
        using Concepts concepts = network.Concepts(Input("mobile-mini"), 3);
        int[] all = [.. Enumerable.Range(0, (int)network.ShapeOf("block3.expand_relu6")[0])];
        using Attribution whole = new LrpEpsilonPlus().Explain(network, Input("mobile-mini"), 3);
        torch.Tensor expected = whole.Values * torch.tensor(whole.TargetScores.ToArray()).view(-1, 1, 1, 1);

        torch.Tensor through = Sum(concepts.Maps("block3.expand_relu6", all)),
            around = Sum(concepts.Maps([Conditions.Of("block3.expand_relu6", all)], excludeParallel: false));

        Assert.True(TensorAssert.RelativeErrors(expected, through).Min() > 0.05);
        TensorAssert.Close(expected, around, 1e-9);
    }

    [Theory, MemberData(nameof(NetworksAndComposites))]
    public void Maps_made_together_equal_the_method_asked_for_each(string name, string composite)
    {
        using IDisposable scope = torch.NewDisposeScope();
        using Network network = Open(name);
        torch.Tensor input = Input(name);
        using Concepts concepts = network.Concepts(input, composite: Composite.Named(composite));
        string deep = network.DefaultLayer,
            early = Early(network, concepts);
        Conditions[] conditions =
        [
            Conditions.Of(deep, 1),
            $"{deep}: 0, 2; {early}: 1, 3",
            Conditions.Strongest(deep, 2),
            $"{early}: top 3; {deep}: top 2",
            Conditions.Of(deep, 3),
        ];
        foreach (bool excludeParallel in (bool[])[true, false])
        {
            IReadOnlyList<Attribution> together = concepts.Maps(conditions, excludeParallel);
            foreach ((Conditions condition, Attribution map) in conditions.Zip(together))
                using (map)
                using (
                    Attribution alone = new ConceptRelevance(condition, Composite.Named(composite), excludeParallel).Explain(network, input)
                )
                {
                    TensorAssert.Close(alone.Values, map.Values, 1e-8, $"{condition}, {excludeParallel}");
                    Assert.Equal(alone.Options.ToJsonString(), map.Options.ToJsonString());
                    Assert.Equal(alone.Promises.Select(p => Math.Round(p.Actual, 8)), map.Promises.Select(p => Math.Round(p.Actual, 8)));
                }
        }
    }

    [Theory, MemberData(nameof(NetworksAndComposites))]
    public void A_region_tells_of_every_channel_and_class_what_a_map_for_each_would(string name, string composite)
    {
        using IDisposable scope = torch.NewDisposeScope();
        using Network network = Open(name);
        torch.Tensor input = Input(name)[..2];
        using Concepts concepts = network.Concepts(input, composite: Composite.Named(composite));
        torch.Tensor mask = torch.zeros([2, 1, input.shape[2], input.shape[3]], torch.float32);
        mask[0, 0, 5..20, 10..40] = 1;
        mask[1, 0, 0..7, 3..9] = 0.5f;

        ConceptRegion region = concepts.In(mask);

        Assert.Equal(concepts.Layers, region.Layers);
        double[] whole = Inside(new Lrp(Composite.Named(composite)), network, input, null, mask);
        for (int n = 0; n < 2; n++)
            Near(whole[n] * concepts.TargetScores[n], region.Inside[n], concepts.TargetScores[n], "the target");
        foreach (string layer in region.Layers)
        {
            int channels = (int)network.ShapeOf(layer)[0];
            int[] some = [.. new[] { 0, channels / 2, channels - 1 }.Distinct()];
            IReadOnlyList<Attribution> maps = concepts.Maps(layer, some);
            foreach ((int channel, Attribution map) in some.Zip(maps))
                using (map)
                    for (int n = 0; n < 2; n++)
                    {
                        ChannelInRegion there = region.Ranked(layer, n).Single(c => c.Channel == channel);
                        Near(
                            (map.Values[n] * mask[n]).sum().item<double>(),
                            there.Inside,
                            map.Values[n].abs().sum().item<double>(),
                            $"{layer}, channel {channel}"
                        );
                        Assert.Equal(concepts.Ranked(layer, index: n).Single(c => c.Channel == channel).Relevance, there.Relevance, 1e-12);
                    }
        }
        foreach (int k in (int[])[0, network.Classes - 1])
        {
            double[] expected = Inside(new Lrp(Composite.Named(composite)), network, input, k, mask);
            for (int n = 0; n < 2; n++)
            {
                ClassInRegion there = region.Classes(n).Single(c => c.Class == k);
                Near(expected[n] * there.Score, there.Inside, there.Score, $"class {k}");
            }
        }
    }

    [Fact]
    public void Everything_rests_on_the_whole_photo_and_halves_add_up()
    {
        using Network network = Open("resnet-mini");
        using torch.Tensor input = Input("resnet-mini");
        using Concepts concepts = network.Concepts(input);
        int half = (int)input.shape[3] / 2,
            rows = (int)input.shape[2];

        ConceptRegion left = concepts.In(0, 0, rows, half),
            right = concepts.In(0, half, rows, (int)input.shape[3] - half),
            whole = concepts.In(0, 0, rows, (int)input.shape[3]);

        foreach (ChannelInRegion channel in whole.Ranked("layer2.0.relu2"))
            Assert.Equal(
                channel.Inside,
                left.Ranked("layer2.0.relu2")
                    .Concat(right.Ranked("layer2.0.relu2"))
                    .Where(c => c.Channel == channel.Channel)
                    .Sum(c => c.Inside),
                1e-9
            );
        Assert.Equal(whole.Inside[0], left.Inside[0] + right.Inside[0], 1e-9);
    }

    [Fact]
    public void Channels_are_ranked_by_the_relevance_that_lrp_leaves_at_the_layer()
    {
        using IDisposable scope = torch.NewDisposeScope();
        using Network network = Open("vgg-mini");
        torch.Tensor input = Input("vgg-mini");
        using Concepts concepts = network.Concepts(input, 2);
        using Attribution relevance = new LrpEpsilonPlus(layer: "features.6").Explain(network, input, 2);

        IReadOnlyList<ChannelRelevance> ranked = concepts.Ranked("features.6", index: 1);

        double[] expected = [.. (relevance.Values[1].sum([1, 2]) * relevance.TargetScores[1]).data<double>()];
        Assert.Equal(expected.OrderDescending().Select(r => Math.Round(r, 9)), ranked.Select(r => Math.Round(r.Relevance, 9)));
        Assert.All(ranked, r => Assert.Equal(expected[r.Channel] / expected.Sum(Math.Abs), r.Share, 1e-8));
        Assert.Equal(1, ranked.Sum(r => Math.Abs(r.Share)), 1e-8);
    }

    [Fact]
    public void What_feeds_a_channel_is_ranked_by_what_its_map_keeps_there()
    {
        using IDisposable scope = torch.NewDisposeScope();
        using Network network = Open("vgg-mini");
        using Concepts concepts = network.Concepts(Input("vgg-mini"), 2);

        IReadOnlyList<ChannelRelevance> under = concepts.Ranked("features.6", "features.13: 4");

        using Attribution map = new ConceptRelevance("features.13: 4", layer: "features.6").Explain(network, Input("vgg-mini"), 2);
        double[] expected = [.. map.Values[0].sum([1, 2]).data<double>()];
        Assert.All(under, c => Assert.Equal(expected[c.Channel], c.Relevance, 1e-10));
    }

    [Fact]
    public void Two_channels_that_look_at_two_pixels_have_a_map_each()
    {
        // S = 3 relu(x1) + 4 relu(x2), one channel for each; at (2, 1) it is 10, of which 6 and 4.
        using Network network = ToyNetworks.Pooled(
            [
                [1, 0],
                [0, 1],
            ],
            [
                [3, 4],
            ],
            1,
            1
        );
        using torch.Tensor x = ToyNetworks.Vector(2, 1);
        using Concepts concepts = network.Concepts(x, composite: Composite.Named("lrp-0"));

        Assert.Equal(
            [(0, 6.0, 0.6), (1, 4.0, 0.4)],
            concepts.Ranked("relu").Select(c => (c.Channel, Math.Round(c.Relevance, 4), Math.Round(c.Share, 4)))
        );
        foreach (
            (Attribution map, double[] expected) in concepts
                .Maps("relu", 0, 1)
                .Zip(
                    (double[][])
                        [
                            [6.0, 0],
                            [0.0, 4],
                        ]
                )
        )
            using (map)
                Assert.Equal(expected, ToyNetworks.Values(map).Select(v => Math.Round(v, 4)));
        using Attribution strongest = new ConceptRelevance("relu", Composite.Named("lrp-0")).Explain(network, x),
            activation = new ConceptRelevance("relu: 1", Composite.Named("lrp-0"), start: "relu").Explain(network, x);
        Assert.Equal([6.0, 0], ToyNetworks.Values(strongest).Select(v => Math.Round(v, 4)));
        Assert.Equal([0.0, 1], ToyNetworks.Values(activation).Select(v => Math.Round(v, 4)));
    }

    [Fact]
    public void A_neuron_can_be_the_target_of_concepts_too()
    {
        using Network network = Open("vgg-mini");
        using torch.Tensor input = Input("vgg-mini");
        using Concepts concepts = network.Concepts(input, Target.Neuron("features.13", 4));

        Assert.Equal(concepts.TargetScores[0], concepts.Ranked("features.13").Single(c => c.Channel == 4).Relevance, 1e-9);
        Assert.Empty(concepts.In(0, 0, 10, 10).Classes());
        Assert.DoesNotContain("classifier.1", concepts.Layers);
    }

    [Theory]
    [InlineData("features.6: 5, 17; features.13: top 3", "features.6: 5, 17; features.13: top 3")]
    [InlineData("features.6", "features.6: top 1")]
    [InlineData("features.6:top", "features.6: top 1")]
    [InlineData("""{"features.6": [5, 17], "features.13": "top 3", "a:b": 4}""", "features.6: 5, 17; features.13: top 3; a:b: 4")]
    [InlineData("a: 1; b: 2; a: 3, 1", "a: 1, 3; b: 2")]
    [InlineData("onnx::conv_7", "onnx::conv_7: top 1")]
    public void Conditions_are_read_from_text_and_from_json_and_written_as_text(string text, string expected)
    {
        Assert.Equal(expected, Conditions.Parse(text).ToString());
        Assert.Equal(expected, Conditions.Parse(Conditions.Parse(text).ToString()).ToString());
        ConceptRelevance made = (ConceptRelevance)
            Catalogue.Create(
                "concept-relevance-propagation",
                new() { ["conditions"] = text.StartsWith('{') ? JsonNode.Parse(text) : text }
            );
        Assert.Equal(expected, (string?)made.Options["conditions"]);
        Assert.Contains($"conditions: \"{expected}\"", Catalogue.CodeOf(made), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "'' names no layer. Write")]
    [InlineData("relu: x", "'x' are no channels of 'relu'. Write")]
    [InlineData("relu: -1", "'-1' are no channels of 'relu'. Write")]
    [InlineData("relu: top 0", "The 0 strongest channels of 'relu' are asked for; the least is 1.")]
    [InlineData("relu: 1; relu: top 2", "The conditions name channels of 'relu' and its strongest ones too.")]
    [InlineData("""{"relu": true}""", "true are no channels of 'relu'. Write")]
    public void Conditions_that_say_nothing_are_refused(string text, string message) =>
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => Conditions.Parse(text)).Message, StringComparison.Ordinal);

    [Theory]
    [InlineData("layer9: 1", "The network 'mobile-mini' has no layer named 'layer9'.")]
    [InlineData("head.2: 4000", "The layer 'head.2' of 'mobile-mini' has the channels 0 to ")]
    [InlineData("input: 0", "No relevance on its way from 'fc' to 'input' passes 'input'.")]
    public void Conditions_that_do_not_fit_the_network_are_refused(string text, string message)
    {
        using Network network = Open("mobile-mini");
        using torch.Tensor input = Input("mobile-mini");
        using Concepts concepts = network.Concepts(input);

        Assert.StartsWith(
            message,
            Assert.Throws<ArgumentException>(() => new ConceptRelevance(text).Explain(network, input)).Message,
            StringComparison.Ordinal
        );
        Assert.StartsWith(message, Assert.Throws<ArgumentException>(() => concepts.Maps([text])).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Layers_side_by_side_are_refused_unless_parallel_paths_are_let_through()
    {
        using Network network = Open("resnet-mini");
        using torch.Tensor input = Input("resnet-mini");
        const string both = "layer2.0.downsample.0: 0; layer2.0.relu1: 0";

        Assert.StartsWith(
            "'layer2.0.downsample.0' and 'layer2.0.relu1' lie side by side",
            Assert.Throws<ArgumentException>(() => new ConceptRelevance(both).Explain(network, input)).Message,
            StringComparison.Ordinal
        );
        using Attribution open = new ConceptRelevance(both, excludeParallel: false).Explain(network, input);
        Assert.Empty(open.Promises);
    }

    [Fact]
    public void Regions_and_layers_that_do_not_fit_are_refused()
    {
        using Network network = Open("mobile-mini");
        using torch.Tensor input = Input("mobile-mini"),
            small = torch.ones(1, 1, 7, 7);
        using Concepts concepts = network.Concepts(input);

        Assert.Equal(
            "The rectangle of 10 x 10 at row 40, column 0 reaches beyond the input of 48 x 48.",
            Assert.Throws<ArgumentException>(() => concepts.In(40, 0, 10, 10)).Message
        );
        Assert.StartsWith(
            "The region has the shape [1, 1, 7, 7]; it must be [",
            Assert.Throws<ArgumentException>(() => concepts.In(small)).Message,
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "No relevance passes a layer 'x' of 'mobile-mini'. It passes 'stem.",
            Assert.Throws<ArgumentException>(() => concepts.In(0, 0, 1, 1).Ranked("x")).Message,
            StringComparison.Ordinal
        );
        Assert.StartsWith(
            "The rule at 'head.2' changes signals by their sign",
            Assert
                .Throws<InvalidOperationException>(() =>
                    network.Concepts(input, composite: Composite.Parse(JsonNode.Parse("""{"activations": "guided"}""")!))
                )
                .Message,
            StringComparison.Ordinal
        );
    }

    private static Network Open(string name) => name == "gated" ? Gated() : ReferenceNetworks.Open(name);

    private static torch.Tensor Input(string name) =>
        name == "gated" ? Draw(3, 3, 3, 48, 48) : ReferenceNetworks.Tensor(name, "input", torch.float64);

    /// <summary>
    /// What the small networks lack: squeeze and excitation, concatenation of unlike things, padding, resizing, a leaky and a smooth
    /// activation.
    /// </summary>
    private static Network Gated() =>
        new(
            "gated",
            [3, 48, 48],
            [
                new Pad("pad", "input", 1, 2, 0, 3),
                new Convolution("stem", "pad", Draw(11, 6, 3, 3, 3), Draw(12, 6), stride: 2),
                new Silu("act", "stem"),
                new GlobalAveragePool("mean", "act"),
                new Convolution("gate", "mean", Draw(13, 6, 6, 1, 1)),
                new Sigmoid("open", "gate"),
                new Multiply("squeezed", "act", "open"),
                new Convolution("side", "squeezed", Draw(14, 4, 6, 3, 3), padding: 1),
                new LeakyRelu("leaky", "side", 0.1),
                new Concat("both", "squeezed", "leaky"),
                new AveragePool("halved", "both", 2),
                new Resize("resized", "halved", (9, 9)),
                new Convolution("last", "resized", Draw(15, 5, 10, 1, 1)),
                new Relu("relu", "last"),
                new AdaptiveAveragePool("three", "relu", (3, 3)),
                new Flatten("flat", "three"),
                new Linear("fc", "flat", Draw(16, 4, 45)),
            ],
            "fc"
        );

    private static torch.Tensor Draw(long seed, params long[] shape)
    {
        using torch.Generator generator = new((ulong)seed);
        return torch.randn(shape, torch.float64, generator: generator).DetachFromDisposeScope();
    }

    /// <summary>An early layer with four channels or more.</summary>
    private static string Early(Network network, Concepts concepts) =>
        concepts.Layers.First(l => network.ShapeOf(l) is [>= 4, ..] && l != network.DefaultLayer);

    private static torch.Tensor Sum(IEnumerable<Attribution> maps) => maps.Select(m => m.Values).Aggregate((a, b) => a + b);

    private static double[] Inside(Explainer explainer, Network network, torch.Tensor input, int? target, torch.Tensor mask)
    {
        using Attribution map = explainer.Explain(network, input, target is { } k ? Target.Class(k) : null);
        return [.. (map.Values * mask).sum([1, 2, 3]).data<double>()];
    }

    private static void Near(double expected, double actual, double size, string what) =>
        Assert.True(Math.Abs(expected - actual) <= 1e-8 * (Math.Abs(size) + 1e-3), $"{what}: {expected} and {actual}.");
}
