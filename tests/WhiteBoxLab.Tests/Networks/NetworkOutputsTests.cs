using TorchSharp;
using Xunit;

namespace WhiteBoxLab.Tests;

public sealed class NetworkOutputsTests
{
    [Theory]
    [InlineData("rgb", NetworkOutputs.Scores)]
    [InlineData("softmax-end", NetworkOutputs.Softmax)]
    [InlineData("softmax-behind", NetworkOutputs.Scores)]
    [InlineData("sigmoid-end", NetworkOutputs.IndependentLabels)]
    [InlineData("one-logit", NetworkOutputs.OneLogit)]
    public void What_the_outputs_are_is_recognised_from_the_end_of_the_graph(string name, NetworkOutputs kind)
    {
        using Network network = FieldCases.Network(name);

        Assert.Equal(kind, network.Outputs);
    }

    [Fact]
    public void One_number_behind_an_activation_is_a_quantity_and_has_no_probability()
    {
        using Network network = Ending(1, b => b.Relu("end"));

        Assert.Equal(NetworkOutputs.Regression, network.Outputs);
        Assert.All(Ranked(network), p => Assert.True(double.IsNaN(p.Probability)));
    }

    [Fact]
    public void A_softmax_behind_positions_gives_the_probabilities_itself()
    {
        NetworkBuilder b = new("convolutional", 3, 8, 8, seed: 1);
        b.Conv("conv", 4, kernel: 3);
        b.GlobalPool("pool");
        b.Line(new Softmax("softmax", "pool"));
        b.Flatten("flatten");
        using Network network = b.Build();

        Assert.Equal(NetworkOutputs.Softmax, network.Outputs);
        Assert.All(Ranked(network), p => Assert.Equal(p.Score, p.Probability));
        Assert.Equal(1, Ranked(network).Sum(p => p.Probability), 1e-6);
    }

    [Fact]
    public void Probabilities_of_a_softmax_are_not_put_through_another()
    {
        Dictionary<string, Prediction> seen = FieldCases.Seen("softmax-end", "black");

        Assert.Equal(0.9, seen["cat"].Probability, 1e-6);
        Assert.Equal(Math.Log(9), seen["cat"].Score, 1e-6);
    }

    [Fact]
    public void Independent_labels_have_a_probability_each()
    {
        Dictionary<string, Prediction> seen = FieldCases.Seen("sigmoid-end", "black");

        Assert.Equal((0.9, 0.8), (Math.Round(seen["apple"].Probability, 6), Math.Round(seen["pear"].Probability, 6)));
    }

    [Fact]
    public void One_logit_is_no_certainty() =>
        Assert.Equal(1 / (1 + Math.Exp(2)), FieldCases.Seen("one-logit", "black")["melanoma"].Probability, 1e-6);

    [Fact]
    public void A_map_has_the_probability_that_the_network_has()
    {
        using Network network = FieldCases.Network("softmax-end");
        using Attribution map = network.Explain(FieldCases.Photo("black"), new GradCam());

        Assert.Equal(0.9, map.Probabilities[0], 1e-6);
        Assert.Equal(Math.Log(9), map.TargetScores[0], 1e-6);
    }

    [Fact]
    public void A_caller_may_say_what_the_outputs_are()
    {
        using Network network = FieldCases.Network("rgb"),
            labels = network.With(NetworkOutputs.IndependentLabels);

        Assert.All(labels.Classify(FieldCases.Photo("orange")), p => Assert.Equal(1 / (1 + Math.Exp(-p.Score)), p.Probability, 1e-6));
        Assert.Equal(
            "The outputs of 'rgb' are said to be of the kind softmax, but 'fc' is no softmax. Say scores.",
            Assert.Throws<NetworkException>(() => network.With(NetworkOutputs.Softmax)).Message
        );
    }

    [Theory]
    [InlineData("softmax-end")]
    [InlineData("sigmoid-end")]
    public void What_was_said_of_the_outputs_and_the_end_itself_are_saved(string name)
    {
        using TemporaryFolder folder = new();
        using Network network = FieldCases.Network(name),
            told = network.With(NetworkOutputs.Regression);
        network.Save(folder.At("as-it-is"));
        told.Save(folder.At("told"));

        using Network again = Network.Open(folder.At("as-it-is")),
            toldAgain = Network.Open(folder.At("told"));

        Assert.Equal((network.Outputs, NetworkOutputs.Regression), (again.Outputs, toldAgain.Outputs));
        Assert.Equal(network.Layers.Select(l => l.Name), again.Layers.Select(l => l.Name));
        Assert.Equal("fc", again.Output);
        Assert.Equal("prob", toldAgain.Output);
    }

    [Theory]
    [InlineData("clrp")]
    [InlineData("sglrp")]
    [InlineData("finer-cam")]
    public void A_method_that_needs_another_class_refuses_a_network_of_one(string method)
    {
        using Network network = FieldCases.Network("one-logit");

        string sentence = Assert
            .Throws<InvalidOperationException>(() => network.Explain(FieldCases.Photo("orange"), Catalogue.Create(method)))
            .Message;

        Assert.EndsWith(
            " sets a class against others; 'one-logit' has one output. Use grad-cam, integrated-gradients or lrp-epsilon-plus, "
                + "which need no other class.",
            sentence,
            StringComparison.Ordinal
        );
    }

    [Theory]
    [InlineData("clrp")]
    [InlineData("sglrp")]
    [InlineData("finer-cam")]
    public void A_method_that_needs_another_class_refuses_a_neuron(string method)
    {
        using Network network = FieldCases.Network("rgb");

        string sentence = Assert
            .Throws<ArgumentException>(() =>
                network.Explain(FieldCases.Photo("orange"), Catalogue.Create(method), Target.Neuron("relu", 1))
            )
            .Message;

        Assert.EndsWith(
            " sets a class against others; a neuron has none. Explain a class, or use grad-cam or lrp-epsilon-plus.",
            sentence,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_opposite_of_one_class_is_its_negated_weights_where_that_is_asked_for()
    {
        using Network network = FieldCases.Network("one-logit");
        using Attribution map = network.Explain(FieldCases.Photo("orange"), new Clrp(type: 2));

        Assert.DoesNotContain(map.Map(), float.IsNaN);
    }

    [Theory]
    [InlineData("softmax-end", "sglrp")]
    [InlineData("softmax-end", "finer-cam")]
    [InlineData("softmax-end", "shapley-cam")]
    [InlineData("softmax-end", "clrp")]
    [InlineData("softmax-end", "deep-lift")]
    [InlineData("sigmoid-end", "guided-backprop")]
    public void What_is_explained_is_what_the_last_softmax_or_sigmoid_reads(string name, string method)
    {
        using Network network = FieldCases.Network(name);
        using TemporaryFolder folder = new();
        network.Save(folder.Path);
        string json = File.ReadAllText(folder.At("network.json"))
            .Replace("\"output\": \"prob\"", "\"output\": \"fc\"", StringComparison.Ordinal);
        File.WriteAllText(folder.At("network.json"), json);
        using Network scores = Network.Open(folder.Path);

        using Attribution own = network.Explain(FieldCases.Photo("red-green"), Catalogue.Create(method), 0),
            plain = scores.Explain(FieldCases.Photo("red-green"), Catalogue.Create(method), 0);

        Assert.Equal(plain.Map(), own.Map());
    }

    [Fact]
    public void Softmax_gradients_of_independent_labels_have_no_rivals()
    {
        using Network network = FieldCases.Network("sigmoid-end");
        using Attribution one = network.Explain(FieldCases.Photo("orange"), new Sglrp(), 0),
            relevance = network.Explain(FieldCases.Photo("orange"), new LrpEpsilonPlus(), 0);
        double slope = one.Probabilities[0] * (1 - one.Probabilities[0]);

        Assert.All(one.Map().Zip(relevance.Map()), p => Assert.Equal(slope * p.Second, p.First, 1e-6));
    }

    [Fact]
    public void The_logarithm_of_one_logits_probability_bends()
    {
        using Network network = FieldCases.Network("one-logit");
        using Attribution first = network.Explain(FieldCases.Photo("orange"), new ShapleyCam(order: 1, score: ShapleyScore.LogProbability)),
            plain = network.Explain(FieldCases.Photo("orange"), new GradCam());

        Assert.All(first.Map().Zip(plain.Map()), p => Assert.Equal((1 - plain.Probabilities[0]) * p.Second, p.First, 1e-6));
    }

    [Fact]
    public void A_class_that_ties_with_the_target_is_its_rival_and_not_the_target()
    {
        using Network network = FieldCases.Network("rgb");
        using Attribution red = network.Explain(FieldCases.Photo("red-green"), new FinerCam(rivals: 1), 0),
            green = network.Explain(FieldCases.Photo("red-green"), new FinerCam(rivals: 1), 1);

        Assert.Equal(-0.01225, green.Map()[0], 1e-5);
        Assert.Equal(0.01225, green.Map()[7], 1e-5);
        Assert.All(red.Map().Zip(green.Map()), p => Assert.Equal(p.First, -p.Second, 1e-7));
    }

    private static Network Ending(long outputs, Action<NetworkBuilder> end)
    {
        NetworkBuilder b = new("ending", 3, 8, 8, seed: 1);
        b.Conv("conv", 4, kernel: 3);
        b.GlobalPool("pool");
        b.Flatten("flatten");
        b.Linear("fc", outputs);
        end(b);
        return b.Build();
    }

    private static IReadOnlyList<Prediction> Ranked(Network network)
    {
        using torch.Tensor input = torch.ones(1, 3, 8, 8);
        return network.Rank(input);
    }
}
