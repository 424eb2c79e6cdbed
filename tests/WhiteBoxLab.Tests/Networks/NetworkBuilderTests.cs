using TorchSharp;
using Xunit;

namespace WhiteBoxLab.Tests;

public sealed class NetworkBuilderTests
{
    private static NetworkBuilder Builder(long seed = 1, torch.ScalarType dtype = torch.ScalarType.Float32) =>
        new("tiny", 3, 8, 8, seed, dtype);

    [Fact]
    public void A_line_returns_its_name_and_reads_the_line_before()
    {
        NetworkBuilder b = Builder();

        Assert.Equal("conv", b.Conv("conv", 4, kernel: 3, stride: (2, 1), padding: 1));
        Assert.Equal("pool", b.GlobalPool("pool"));
        Assert.Equal("flatten", b.Flatten("flatten"));
        using Network network = b.Build();

        Assert.Equal([4, 4, 8], b.ShapeOf("conv"));
        Assert.Equal(["input", "conv", "pool"], network.Layers.Select(l => l.Inputs.Single()));
        Assert.Equal("flatten", network.Output);
    }

    [Fact]
    public void What_was_built_does_not_change_with_later_lines()
    {
        NetworkBuilder b = Builder();
        b.GlobalPool("pool");
        b.Flatten("flatten");
        using Network network = b.Build();

        b.Linear("fc", 7);

        Assert.Equal(["pool", "flatten"], network.Layers.Select(l => l.Name));
    }

    [Fact]
    public void The_same_seed_gives_the_same_weights_in_any_order_of_lines()
    {
        using Network first = Branches("left", "right"),
            second = Branches("right", "left");

        foreach (Layer layer in first.Layers)
        foreach (
            ((string key, torch.Tensor one), (_, torch.Tensor other)) in layer.Weights.Zip(
                second.Layers[second.IndexOf(layer.Name)].Weights
            )
        )
            Assert.True(one.bytes.SequenceEqual(other.bytes), $"{layer.Name}.{key}");
    }

    [Fact]
    public void Another_seed_and_another_name_give_other_weights()
    {
        using Network first = Branches("left", "right"),
            second = Branches("left", "right", seed: 6);

        Assert.False(Weight(first, "left").bytes.SequenceEqual(Weight(second, "left").bytes));
        Assert.False(Weight(first, "left").bytes.SequenceEqual(Weight(first, "right").bytes));
    }

    [Fact]
    public void Weights_of_float64_are_those_of_float32()
    {
        using Network narrow = NetworkFiles.Tiny(),
            wide = NetworkFiles.Tiny(torch.float64);
        using torch.Tensor widened = Weight(narrow, "conv").to(torch.float64);

        Assert.Equal(torch.float64, wide.Dtype);
        Assert.True(widened.bytes.SequenceEqual(Weight(wide, "conv").bytes));
    }

    [Fact]
    public void Weights_from_a_file_are_those_of_the_file()
    {
        using TemporaryFolder folder = new();
        using Network drawn = Branches("left", "right");
        drawn.Save(folder.Path);
        using Safetensors file = Safetensors.Open(folder.At("weights.safetensors"));

        using Network read = Branches("left", "right", new NetworkBuilder("branches", 3, 8, 8, file));

        Assert.True(Weight(drawn, "right").bytes.SequenceEqual(Weight(read, "right").bytes));
    }

    public static TheoryData<string> Refusals => [.. Refused.Keys];

    private static readonly Dictionary<string, Action<NetworkBuilder>> Refused = new()
    {
        ["'tiny' has no layer 'stem' yet; lay it before the lines that read it."] = b => b.Conv("x", 4, kernel: 3, from: "stem"),
        ["Layer 'x' of 'tiny' reads 'stem', which comes later or not at all."] = b => b.Relu("x", from: "stem"),
        ["Layer 'x' of 'tiny' reads 'x', which comes later or not at all."] = b => b.Add("x", "conv", "x"),
        ["'tiny' has two layers named 'conv'."] = b => b.Relu("conv"),
        ["'tiny' has a layer named 'input', which is the name of its picture. Rename the layer."] = b => b.Relu("input"),
        ["The tensor 'x.weight' of 'tiny' would have the shape [0, 4, 3, 3]; every size starts at 1."] = b => b.Conv("x", 0, kernel: 3),
        ["The tensor 'x.weight' of 'tiny' would have the shape [4, 4, -1, 3]; every size starts at 1."] = b =>
            b.Conv("x", 4, kernel: (-1, 3)),
        ["Layer 'x' has weights [4, 4, 3, 3] in 0 groups, which does not fit an input of 4 channels."] = b =>
            b.Conv("x", 4, kernel: 3, groups: 0),
        ["Layer 'x' has weights [6, 1, 3, 3] in 3 groups, which does not fit an input of 4 channels."] = b =>
            b.Conv("x", 6, kernel: 3, groups: 3),
        ["Layer 'x' has weights [6, 1, 3, 3] in 4 groups, which does not fit an input of 4 channels."] = b =>
            b.Conv("x", 6, kernel: 3, groups: 4),
        ["Layer 'x' has a window of 3 with stride 0, padding 0 and dilation 1; window, stride and dilation start at 1, padding at 0."] =
            b => b.Conv("x", 4, kernel: 3, stride: 0),
        ["Layer 'x' has a window of 3 with stride 1, padding -1 and dilation 1; window, stride and dilation start at 1, padding at 0."] =
            b => b.Conv("x", 4, kernel: 3, padding: -1),
        ["Layer 'x' has a window of 9, which does not fit into 8 positions with a padding of 0."] = b => b.MaxPool("x", kernel: 9),
        ["Layer 'x' has weights [7, 4] and needs an input of shape [4]; 'conv' gives [4, 8, 8]."] = b => b.Linear("x", 7),
        ["Layer 'x' adds 'conv' of shape [4, 8, 8] and 'input' of shape [3, 8, 8]; they must be equal."] = b => b.Add("x", "conv", "input"),
        ["Layer 'x' (concat) puts nothing side by side; give it one layer or more."] = b => b.Concat("x"),
        ["Layer 'x' cannot give [4, 8, 8] the shape [4, 8]: the number of values differs."] = b => b.Line(new Reshape("x", "conv", 4, 8)),
        ["Layer 'x' pads by [0, -1, 0, 0]; a padding is never negative."] = b => b.Line(new Pad("x", "conv", 0, -1, 0, 0)),
    };

    [Theory, MemberData(nameof(Refusals))]
    public void A_line_that_does_not_fit_is_refused_and_leaves_nothing(string sentence)
    {
        NetworkBuilder b = Builder();
        b.Conv("conv", 4, kernel: 3, padding: 1);

        Assert.Equal(sentence, Assert.Throws<NetworkException>(() => Refused[sentence](b)).Message);

        Assert.Equal("conv", b.Last);
        b.GlobalPool("x");
        b.Flatten("flatten");
        b.Build().Dispose();
    }

    [Fact]
    public void A_flat_layer_takes_no_convolution()
    {
        NetworkBuilder b = Builder();
        b.Flatten("flatten");

        Assert.Equal(
            "Layer 'x' (conv2d) needs an input with positions [C, H, W]; 'flatten' gives [192].",
            Assert.Throws<NetworkException>(() => b.Conv("x", 2, kernel: 1)).Message
        );
    }

    [Fact]
    public void A_network_without_lines_or_without_scores_is_refused()
    {
        NetworkBuilder empty = Builder(),
            open = Builder();
        open.Relu("relu");

        Assert.Equal("The output of 'tiny' is 'input', which is none of its layers.", Assert.Throws<NetworkException>(empty.Build).Message);
        Assert.Equal(
            "The output 'relu' of 'tiny' has the shape [3, 8, 8]; an explained network ends in scores [K].",
            Assert.Throws<NetworkException>(open.Build).Message
        );
    }

    private static torch.Tensor Weight(Network network, string layer) => network.Layers[network.IndexOf(layer)].Weights[0].Tensor;

    private static Network Branches(string first, string second, long seed = 5) =>
        Branches(first, second, new NetworkBuilder("branches", 3, 8, 8, seed));

    private static Network Branches(string first, string second, NetworkBuilder b)
    {
        foreach (string name in (string[])[first, second])
        {
            b.Conv(name, 4, kernel: 3, from: "input");
            b.BatchNorm($"{name}.bn");
        }
        b.Add("add", "left.bn", "right.bn");
        b.GlobalPool("pool");
        b.Flatten("flatten");
        b.Linear("fc", 3);
        return b.Build();
    }
}
