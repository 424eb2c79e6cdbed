using TorchSharp;
using Xunit;

namespace WhiteBoxLab.Tests;

/// <summary>Channels last is a matter of speed: every method gives on it what it gives channel by channel.</summary>
public sealed class LayoutTests
{
    public static TheoryData<string, string> Methods
    {
        get
        {
            using Network network = Open();
            TheoryData<string, string> cases = [];
            foreach (ExplainerCard card in Catalogue.Cards.Where(c => Catalogue.Create(c.Id).Obstacle(network) is null))
                cases.Add(card.Id, "{}");
            cases.Add("full-grad", """{"variant": "pytorch-grad-cam"}""");
            cases.Add("layer-activation", """{"layer": "conv3"}""");
            cases.Add("lrp", """{"layer": "pool1"}""");
            return cases;
        }
    }

    [Theory, MemberData(nameof(Methods))]
    public void A_map_is_the_same_in_both_layouts(string id, string options)
    {
        using IDisposable scope = torch.NewDisposeScope();
        using Network last = Open(),
            first = Twin(last);
        Explainer explainer = Catalogue.Create(id, System.Text.Json.Nodes.JsonNode.Parse(options)!.AsObject());

        using Attribution expected = explainer.Explain(first, Input()),
            map = explainer.Explain(last, Input());

        Assert.True(map.Values.is_contiguous());
        TensorAssert.Close(expected.Values, map.Values, 1e-9, id);
    }

    [Fact]
    public void Pictures_lie_channels_last_where_no_convolution_has_groups()
    {
        using IDisposable scope = torch.NewDisposeScope();
        using Network last = Open(),
            first = Twin(last);

        using Trace one = Run(last),
            other = Run(first),
            given = last.Trace(Input());

        Assert.True(Layout.IsChannelsLast(one.Output("conv3")));
        Assert.True(other.Output("conv3").is_contiguous());
        Assert.True(given.Output("conv3").is_contiguous()); // what a user asks for lies as is usual
        TensorAssert.Close(other.Output("conv3"), one.Output("conv3"), 1e-12);
    }

    [Fact]
    public void Channels_that_rest_on_a_region_are_the_same_in_both_layouts()
    {
        using IDisposable scope = torch.NewDisposeScope();
        using Network last = Open(),
            first = Twin(last);
        using Concepts here = last.Concepts(Input()),
            there = first.Concepts(Input());

        ConceptRegion expected = there.In(3, 5, 20, 18),
            region = here.In(3, 5, 20, 18);

        foreach (string layer in (string[])["conv1", "conv3", "point"])
        {
            Assert.Equal(
                there.Ranked(layer).Select(c => (c.Channel, Math.Round(c.Relevance, 9))),
                here.Ranked(layer).Select(c => (c.Channel, Math.Round(c.Relevance, 9)))
            );
            Assert.Equal(
                expected.Ranked(layer).Select(c => (c.Channel, Math.Round(c.Inside, 9))),
                region.Ranked(layer).Select(c => (c.Channel, Math.Round(c.Inside, 9)))
            );
        }
    }

    [Theory, InlineData(3, 2, 1), InlineData(2, 2, 0), InlineData(5, 1, 2)]
    public void What_max_pooling_hands_back_is_the_same_in_both_layouts(long kernel, long stride, long padding)
    {
        using IDisposable scope = torch.NewDisposeScope();
        using torch.Generator generator = new(3);
        torch.Tensor picture = torch.randn([2, 19, 13, 17], generator: generator);
        MaxPool pool = new("pool", "input", kernel, stride, padding);
        torch.Tensor values = pool.Forward([picture], out torch.Tensor? positions),
            valuesLast = pool.Forward([Layout.ChannelsLast(picture)], out torch.Tensor? positionsLast);
        torch.Tensor signal = torch.randn(values.shape, generator: generator);

        torch.Tensor expected = MaxPool.Scatter(signal, positions!, picture),
            last = MaxPool.Scatter(Layout.ChannelsLast(signal), positionsLast!, Layout.ChannelsLast(picture));

        Assert.True(values.equal(valuesLast).all().item<bool>() && positions!.equal(positionsLast!).all().item<bool>());
        Assert.True(Layout.IsChannelsLast(last));
        TensorAssert.Close(expected, last, 1e-6);
    }

    private static torch.Tensor Input()
    {
        using torch.Generator generator = new(11);
        return torch.randn([2, 3, 41, 37], torch.float64, generator: generator);
    }

    /// <summary>
    /// Overlapping pools, inputs of any sign in the middle, strides, dilation, 1 x 1, sums and joints, and channels that are no multiple of
    /// a vector's.
    /// </summary>
    private static Network Open()
    {
        NetworkBuilder b = new("layouts", 3, 41, 37, seed: 5, torch.ScalarType.Float64);
        b.Conv("conv1", 13, 7, 2, 3);
        b.BatchNorm("norm1");
        b.Relu("relu1");
        string pool = b.MaxPool("pool1", 3, 2, 1);
        b.Conv("conv2", 16, 3, padding: 1);
        string third = b.Conv("conv3", 18, 3, 2, 1),
            side = b.Conv("side", 18, 1, 2, from: pool);
        b.Add("sum", third, side);
        string relu = b.Relu("relu2"),
            point = b.Conv("point", 10, 1);
        b.Concat("joint", relu, b.Relu("relu3"));
        b.Conv("wide", 12, 3, padding: 2, dilation: 2);
        b.Relu6("relu4");
        b.AveragePool("average", 2);
        b.GlobalPool("pool");
        b.Flatten("flatten");
        b.Linear("fc", 5);
        return b.Build();
    }

    /// <summary>The same layers, and one with groups that leads nowhere.</summary>
    private static Network Twin(Network network)
    {
        List<Layer> layers = [.. network.Layers.Select(l => l.WithWeights(t => t.clone().DetachFromDisposeScope()))];
        // not the first one, which rules know
        layers.Insert(1, new Convolution("aside", "input", torch.ones([3, 1, 1, 1], network.Dtype), groups: 3));
        return new Network(network.Name, network.Graph.InputShape, layers, network.Output, network.Details);
    }

    private static Trace Run(Network network) =>
        Forward.Run(network.Canonical(), Input(), [.. network.Layers.Select(_ => true)], _ => true);
}
