using System.Text.Json.Nodes;
using TorchSharp;
using Xunit;

namespace WhiteBoxLab.Tests;

/// <summary>What lies on the path from the input to the scores, and what beside or behind it.</summary>
public sealed class PathTests
{
    [Theory]
    [InlineData("aux-after")]
    [InlineData("aux-before")]
    public void An_auxiliary_head_is_not_where_maps_are_made(string name)
    {
        using Network network = name == "aux-after" ? FieldCases.Network(name) : AuxiliaryFirst();
        using Attribution map = network.Explain(FieldCases.Photo("red-green"), new GradCam(), 0);

        Assert.Equal("relu", map.Layer);
        Assert.Equal(0.01225, map.Map()[0], 1e-5);
        Assert.Equal(0, map.Map()[7], 1e-7);
    }

    [Fact]
    public void Every_method_of_layers_serves_a_network_with_an_auxiliary_head()
    {
        using Network network = FieldCases.Network("aux-after");

        foreach (ExplainerCard card in Catalogue.Cards.Where(c => c.AtLayer && Catalogue.Create(c.Id).Obstacle(network) is null))
        {
            using Attribution map = network.Explain(FieldCases.Photo("red-green"), Catalogue.Create(card.Id), 0);
            Assert.True(map.Layer is null or "relu", $"{card.Id}: {map.Layer}");
        }
    }

    [Fact]
    public void A_layer_beside_the_path_is_refused_with_a_sentence()
    {
        using Network network = FieldCases.Network("aux-after");

        Assert.Equal(
            "The layer 'aux.relu' of 'aux-after' does not lead to 'fc', whose scores are explained. Choose one that does, such as 'relu'.",
            Assert.Throws<ArgumentException>(() => network.Explain(FieldCases.Photo("red-green"), new GradCam("aux.relu"))).Message
        );
    }

    [Fact]
    public void A_neuron_beside_the_path_may_be_explained()
    {
        using Network network = FieldCases.Network("aux-after");
        using Attribution map = network.Explain(FieldCases.Photo("red-green"), new Saliency(), Target.Neuron("aux.fc", 1));

        Assert.Equal("neuron 1 of 'aux.fc'", map.LabelOf());
    }

    [Theory]
    [InlineData("aux.relu", "does not lead to its output 'fc'.")]
    [InlineData("gap", "has one position: its shape is [3, 1, 1].")]
    public void A_cam_layer_that_makes_no_map_is_refused(string layer, string why)
    {
        using TemporaryFolder folder = new();
        foreach (string file in Directory.GetFiles(FieldCases.At("nets/aux-after")))
            File.Copy(file, folder.At(Path.GetFileName(file)));
        JsonObject json = JsonNode.Parse(File.ReadAllText(folder.At("network.json")))!.AsObject();
        json["cam_layer"] = layer;
        File.WriteAllText(folder.At("network.json"), json.ToJsonString());

        Assert.Equal(
            $"The network.json of 'aux-after' names '{layer}' as cam_layer, which {why}",
            Assert.Throws<NetworkException>(() => Network.Open(folder.Path)).Message
        );
    }

    [Fact]
    public void A_softmax_behind_the_scores_is_no_obstacle()
    {
        using Network behind = FieldCases.Network("softmax-behind"),
            plain = FieldCases.Network("rgb");
        using Attribution with = behind.Explain(FieldCases.Photo("red-green"), new DeepLift(), 1),
            without = plain.Explain(FieldCases.Photo("red-green"), new DeepLift(), 1);

        Assert.Equal(without.Map(), with.Map());
    }

    [Fact]
    public void A_trace_has_what_lies_beside_and_behind_the_scores_too()
    {
        using Network network = FieldCases.Network("softmax-behind");
        using torch.Tensor input = network.InputOf(FieldCases.Photo("orange"));
        using Trace trace = network.Trace(input);

        Assert.Equal(1, trace.Output("prob").sum().item<float>(), 1e-6);
    }

    [Fact]
    public void A_picture_of_one_column_has_levels()
    {
        using Network network = FieldCases.Network("sixty-by-one");
        using torch.Tensor input = torch.ones(1, 3, 60, 1);
        using Attribution map = new MlFem().Explain(network, input);

        Assert.Equal([1, 1, 60, 1], map.Values.shape);
    }

    [Fact]
    public void Levels_are_told_apart_by_both_sides()
    {
        NetworkBuilder b = new("narrowing", 3, 8, 8, seed: 1);
        b.Conv("square", 4, kernel: 3, padding: 1);
        b.MaxPool("narrow", kernel: (1, 2));
        b.GlobalPool("pool");
        b.Flatten("flatten");
        b.Linear("fc", 2);
        using Network network = b.Build();
        using torch.Generator generator = new(1);
        using torch.Tensor input = torch.rand([1, 3, 8, 8], generator: generator);
        using Attribution both = new MlFem(levels: 2).Explain(network, input),
            deepest = new MlFem(levels: 1).Explain(network, input);

        Assert.NotEqual(deepest.Map(), both.Map());
    }

    [Fact]
    public void A_network_without_positions_has_no_levels_and_no_default_layer()
    {
        NetworkBuilder b = new("point", 3, 1, 1, seed: 1);
        b.Conv("conv", 4, kernel: 1);
        b.Flatten("flatten");
        b.Linear("fc", 2);
        using Network network = b.Build();

        Assert.Null(network.FindDefaultLayer());
        Assert.Equal(
            "MLFEM needs layers with more than one position; 'point' has none on the way to 'fc'. Use saliency.",
            new MlFem().Obstacle(network)
        );
        Assert.Equal(
            "'point' has no layer with more than one position on the way to 'fc': methods of layers cannot explain it.",
            Assert.Throws<InvalidOperationException>(() => network.DefaultLayer).Message
        );
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(-2)]
    [InlineData(3)]
    public void A_class_that_is_none_is_refused(int target)
    {
        using Network network = FieldCases.Network("rgb");
        using torch.Tensor input = network.InputOf(FieldCases.Photo("orange"));

        foreach (Target one in (Target[])[Target.Class(target), Target.Classes(target)])
            Assert.Equal(
                $"'rgb' has the classes 0 to 2; there is no class {target}.",
                Assert.Throws<ArgumentOutOfRangeException>(() => new GradCam().Explain(network, input, one)).Message
            );
    }

    [Theory]
    [InlineData(0, null, null, "channel 2 of 'relu'")]
    [InlineData(0, 1, 4, "neuron [2, 1, 4] of 'relu'")]
    public void The_map_of_a_neuron_is_labelled_as_one(int batch, int? row, int? column, string label)
    {
        using Network network = FieldCases.Network("rgb");
        using Attribution map = network.Explain(FieldCases.Photo("orange"), new Saliency(), Target.Neuron("relu", 2, row, column));

        Assert.Equal((label, -1), (map.LabelOf(batch), map.Targets[batch]));
    }

    [Theory]
    [InlineData("mul")]
    [InlineData("softmax")]
    public void FullGrad_promises_nothing_where_layers_are_multiplied_or_one_is_a_softmax(string op)
    {
        NetworkBuilder b = new("bent", 3, 8, 8, seed: 1);
        b.Conv("conv", 4, kernel: 3);
        b.Relu("relu");
        b.Line(op == "mul" ? new Multiply("bend", "relu", "conv") : new Softmax("bend", "relu"));
        b.GlobalPool("pool");
        b.Flatten("flatten");
        b.Linear("fc", 2);
        using Network network = b.Build(),
            plain = NetworkFiles.Tiny();
        using torch.Tensor input = torch.ones(1, 3, 8, 8);
        using Attribution none = new FullGrad().Explain(network, input),
            one = new FullGrad().Explain(plain, input);

        Assert.Empty(none.Promises);
        Assert.InRange(Assert.Single(one.Promises).RelativeError!.Value, 0, 1e-4);
    }

    /// <summary>The same network with its auxiliary head listed before the main one.</summary>
    private static Network AuxiliaryFirst()
    {
        using TemporaryFolder folder = new();
        foreach (string file in Directory.GetFiles(FieldCases.At("nets/aux-after")))
            File.Copy(file, folder.At(Path.GetFileName(file)));
        JsonObject json = JsonNode.Parse(File.ReadAllText(folder.At("network.json")))!.AsObject();
        JsonNode[] layers = [.. json["layers"]!.AsArray().Select(l => l!.DeepClone())];
        bool IsAuxiliary(JsonNode layer) => ((string)layer["name"]!).StartsWith("aux.", StringComparison.Ordinal);
        json["layers"] = new JsonArray([.. layers.Take(1), .. layers.Where(IsAuxiliary), .. layers.Skip(1).Where(l => !IsAuxiliary(l))]);
        File.WriteAllText(folder.At("network.json"), json.ToJsonString());
        return Network.Open(folder.Path);
    }
}
