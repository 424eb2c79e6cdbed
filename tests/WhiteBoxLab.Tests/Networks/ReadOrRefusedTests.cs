using System.Text.Json.Nodes;
using TorchSharp;
using Xunit;

namespace WhiteBoxLab.Tests;

/// <summary>What a network's files say is read or refused, and never passed over.</summary>
public sealed class ReadOrRefusedTests(NetworkFiles files) : IClassFixture<NetworkFiles>
{
    [Theory]
    [InlineData("ceil", "red-last-column", 4 / 16.0, 60 / 255.0, 0.0)]
    [InlineData("padding-mode", "base", 0.372195, -0.180237, -0.370126)]
    [InlineData("pool-dilation", "base", 0.336503, -0.221485, -0.450980)]
    [InlineData("other-keys", "base", -7.503631, -6.562584)]
    [InlineData("right-keys", "base", -7.503631, -6.562584)]
    public void Scores_are_those_of_the_description(string network, string photo, params double[] expected) =>
        Assert.All(FieldCases.Scores(network, photo).Zip(expected), p => Assert.Equal(p.Second, p.First, 2e-5));

    [Theory]
    [InlineData(
        "conv",
        "padding_mode",
        "\"circular\"",
        "Layer 'conv' (conv2d) has the padding_mode 'circular'; there are zeros and reflect."
    )]
    [InlineData(
        "conv",
        "strides",
        "2",
        "Layer 'conv' (conv2d) has \"strides\", which is not known here. Known are \"out_channels\", \"kernel\", \"bias\", "
            + "\"stride\", \"padding\", \"dilation\", \"groups\"."
    )]
    [InlineData("relu", "max_value", "6", "Layer 'relu' (relu) has \"max_value\", which is not known here. It takes inputs alone.")]
    [InlineData(
        "flatten",
        "start_dim",
        "2",
        "Layer 'flatten' (flatten) has \"start_dim\", which is not known here. It takes inputs alone."
    )]
    public void An_unknown_key_or_word_of_a_layer_is_refused(string layer, string key, string value, string sentence) =>
        Assert.Equal(
            sentence,
            Assert
                .Throws<NetworkException>(() =>
                    files.Read(json => json["layers"]!.AsArray().Single(l => (string)l!["name"]! == layer)![key] = JsonNode.Parse(value))
                )
                .Message
        );

    [Fact]
    public void An_unknown_key_of_a_network_is_refused() =>
        Assert.Equal(
            "The network.json of 'tiny' has \"normalize\", which is not known here. Known are name, input_shape, classes, "
                + "output, output_kind, cam_layer, early_layer, layers.",
            Assert.Throws<NetworkException>(() => files.Read(json => json["normalize"] = true)).Message
        );

    [Fact]
    public void An_unknown_kind_of_output_is_refused() =>
        Assert.Equal(
            "The network.json of 'tiny' has the output_kind 'ranking'. There are scores, softmax, independent-labels, "
                + "one-logit, regression.",
            Assert.Throws<NetworkException>(() => files.Read(json => json["output_kind"] = "ranking")).Message
        );

    [Fact]
    public void The_kind_of_outputs_is_read()
    {
        using Network network = files.Read(json => json["output_kind"] = "independent-labels");

        Assert.Equal(NetworkOutputs.IndependentLabels, network.Outputs);
    }

    [Fact]
    public void A_key_under_two_names_is_refused() =>
        Assert.Equal(
            "Layer 'relu' (leaky_relu) has both \"slope\" and \"negative_slope\", which are the same. Leave one out.",
            Assert
                .Throws<NetworkException>(() =>
                    files.Read(json =>
                    {
                        JsonNode relu = json["layers"]![1]!;
                        (relu["op"], relu["slope"], relu["negative_slope"]) = ("leaky_relu", 0.1, 0.2);
                    })
                )
                .Message
        );

    [Theory]
    [InlineData(
        "leftover-bias",
        "'weights.safetensors' has what no layer of 'leftover-bias' reads: 'conv1.bias'. Layer 'conv1' is described without a bias."
    )]
    [InlineData(
        "int8",
        "The tensor 'conv1.weight' of 'weights.safetensors' is stored as I8, without the scale that makes weights of it. "
            + "Weights are F64, F32, F16, BF16: save them so."
    )]
    public void Weights_that_the_description_denies_or_that_are_none_are_refused_by_name(string network, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<NetworkException>(() => FieldCases.Network(network)).Message);

    [Theory]
    [InlineData("nan-weight")]
    [InlineData("nan-early")]
    public void Weights_that_are_no_numbers_are_refused_with_their_layer(string network)
    {
        string sentence = Assert.Throws<NetworkException>(() => FieldCases.Network(network)).Message;

        Assert.Matches(
            "^The weights of layer '(conv1|conv2|fc)' are broken: [0-9]+ of the [0-9]+ values of '[a-z0-9]+\\.(weight|bias)' "
                + "in 'weights.safetensors' are NaN or infinite\\.$",
            sentence
        );
    }

    [Fact]
    public void Numbers_that_end_within_the_network_are_told_once_with_the_layer_where_they_ended()
    {
        NetworkBuilder b = new("overflow", 3, 4, 4, seed: 1);
        b.Conv("first", 2, kernel: 1);
        b.Line(new BatchNormalization("huge", "first", torch.full([2], 1e38f), torch.zeros(2), torch.zeros(2), torch.ones(2)));
        b.Line(new BatchNormalization("more", "huge", torch.full([2], 1e38f), torch.zeros(2), torch.zeros(2), torch.ones(2)));
        b.GlobalPool("pool");
        b.Flatten("flatten");
        b.Linear("fc", 2);
        using Network network = b.Build();
        using torch.Tensor input = torch.ones(1, 3, 4, 4),
            broken = torch.full([1, 3, 4, 4], float.NaN);

        foreach (string method in (string[])["fem", "grad-cam", "eigen-cam", "saliency"])
            Assert.Equal(
                "'overflow' gives no number for this input: layer 'more' (batch_norm2d) is the first whose output is NaN or infinite.",
                Assert.Throws<InvalidOperationException>(() => Catalogue.Create(method).Explain(network, input)).Message
            );
        Assert.Equal(
            "'overflow' gives no number for this input: the input itself has NaN or infinite values.",
            Assert.Throws<InvalidOperationException>(() => network.Rank(broken)).Message
        );
    }

    [Fact]
    public void A_deeper_state_dictionary_under_a_shallower_architecture_is_refused_by_name()
    {
        using TemporaryFolder folder = new();
        ResNetArchitecture deep = Narrow([1, 1, 1, 2]);
        using (Network network = deep.Build(seed: 1, 64, 64))
            network.Save(folder.Path);
        using Safetensors weights = Safetensors.Open(folder.At("weights.safetensors"));

        Assert.StartsWith(
            "'weights.safetensors' has what no layer of 'narrow' reads: 'layer4.1.conv1.weight', ",
            Assert.Throws<NetworkException>(() => Narrow([1, 1, 1, 1]).Build(weights, 64, 64)).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void A_last_stage_of_one_position_is_not_the_default_layer()
    {
        using Network network = Narrow([1, 1, 1, 1]).Build(seed: 1, 32, 32);
        using TemporaryFolder folder = new();
        network.Save(folder.Path);
        using Network again = Network.Open(folder.Path);

        Assert.Equal("layer3.0.relu2", network.DefaultLayer);
        Assert.Equal(("layer3.0.relu2", 2L), (again.DefaultLayer, again.ShapeOf(again.DefaultLayer)[1]));
    }

    [Fact]
    public void Labels_in_Latin_1_are_read()
    {
        using Network network = FieldCases.Network("labels-latin1");

        Assert.Equal(["café", "thé", "lait", "eau"], network.Labels);
    }

    private static ResNetArchitecture Narrow(IReadOnlyList<int> blocks) =>
        ResNetArchitecture.ResNet18 with
        {
            Name = "narrow",
            Blocks = blocks,
            Widths = [4, 4, 4, 4],
            Stem = 4,
            Classes = 3,
        };
}
