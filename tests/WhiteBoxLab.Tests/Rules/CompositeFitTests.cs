using System.Text.Json.Nodes;
using TorchSharp;
using Xunit;

namespace WhiteBoxLab.Tests;

/// <summary>A composite written as JSON means what it says, or is refused before anything runs.</summary>
public sealed class CompositeFitTests
{
    private static string? Obstacle(string network, string composite) =>
        new Lrp(Composite.Parse(JsonNode.Parse(composite)!)).Obstacle(ReferenceNetworks.Shared(network, torch.float64));

    [Theory]
    [InlineData("""{"conv2": "z-plus"}""")]
    [InlineData("""{"conv*": "z-plus", "linear": "epsilon", "*": "gradient"}""")]
    [InlineData("""{"first layer": "w-square", "activations": "pass"}""")]
    [InlineData("""{"conv2d, linear, batch_norm2d that remain": "gradient", "add, max_pool2d, concat": "norm"}""")]
    public void What_means_something_is_taken_also_an_operation_that_this_network_does_not_have(string composite) =>
        Assert.Null(Obstacle("plain-mini", composite));

    [Theory]
    [InlineData(
        """{"conv9": "z-plus"}""",
        "The composite's 'conv9' is no layer of 'plain-mini' and no operation. Close to it are 'conv1', 'conv2', 'conv3'. A "
            + "key is a layer ('conv1', "
    )]
    [InlineData(
        """{"Conv2D": "z-plus"}""",
        "The composite's 'Conv2D' is no layer of 'plain-mini' and no operation. Close to it are 'conv2d', "
    )]
    [InlineData(
        """{"conv2d, liner": "z-plus"}""",
        "The composite's 'liner' is no layer of 'plain-mini' and no operation. Close to it is 'linear'. "
    )]
    [InlineData("""{"layer4.*": "z-plus"}""", "The composite's pattern 'layer4.*' fits no layer of 'plain-mini'. A key is a layer (")]
    [InlineData("""{"head": "z-plus"}""", "The composite's 'head' is no layer of 'plain-mini' and no operation. A key is a layer (")]
    [InlineData(
        """{"activations": "z-plus"}""",
        "The composite puts 'z-plus' on 'relu1' by its 'activations'; that is relu, and the rule serves convolutions and "
            + "linear layers. Use pass or gradient there."
    )]
    [InlineData(
        """{"conv*": "guided"}""",
        "The composite puts 'guided' on 'conv1' by its 'conv*'; that is conv2d, and the rule serves ReLU and ReLU6. Use "
            + "epsilon, z-plus, gamma, alpha-beta or gradient there."
    )]
    [InlineData("""{"linear": "z-box"}""", "The composite puts 'z-box' on ")]
    public void A_key_that_means_no_layer_and_a_rule_where_it_cannot_serve_are_refused_by_name(string composite, string sentence) =>
        Assert.StartsWith(sentence, Obstacle("plain-mini", composite), StringComparison.Ordinal);

    [Fact]
    public void A_sum_cannot_pass_what_has_two_ways_to_go() =>
        Assert.StartsWith(
            "The composite puts 'pass' on 'layer1.0.add' by its 'add'; that is add, and the rule serves layers with one input",
            Obstacle("resnet-mini", """{"add": "pass"}""")?.Replace(AddOf("resnet-mini"), "layer1.0.add", StringComparison.Ordinal),
            StringComparison.Ordinal
        );

    [Fact]
    public void A_normalisation_that_is_folded_away_takes_no_rule_for_weights()
    {
        string folded = ReferenceNetworks.Shared("resnet-mini", torch.float64).Layers.First(l => l is BatchNormalization).Name;

        Assert.Contains(
            "a batch normalisation folded into the weights before it is one",
            Obstacle("resnet-mini", $$"""{"{{folded}}": "epsilon"}"""),
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void The_same_is_said_where_concepts_are_asked_for_and_before_anything_runs()
    {
        using IDisposable scope = torch.NewDisposeScope();
        Network network = ReferenceNetworks.Shared("plain-mini", torch.float64);
        torch.Tensor input = ReferenceNetworks.Tensor("plain-mini", "input", torch.float64);
        Composite stray = Composite.Parse(JsonNode.Parse("""{"conv9": "z-plus"}""")!);
        string said = new Lrp(stray).Obstacle(network)!; // looked at above

        Assert.Equal(said, new ConceptRelevance(composite: stray).Obstacle(network));
        Assert.Equal(said, Assert.Throws<InvalidOperationException>(() => network.Concepts(input, composite: stray)).Message);
        Assert.Equal(said, Assert.Throws<InvalidOperationException>(() => new Lrp(stray).Explain(network, input)).Message);
    }

    [Theory]
    [InlineData(
        """{"conv2d": {"rule": "gamma", "gama": 1}}""",
        "The rule 'gamma' for 'conv2d' has no 'gama'. It has gamma, stabilizer, bias."
    )]
    [InlineData(
        """{"conv2d": {"rule": "gradient", "stabilizer": 1}}""",
        "The rule 'gradient' for 'conv2d' has no 'stabilizer'. It has no options."
    )]
    [InlineData(
        """{"conv2d": {"rule": "gamma", "gamma": "high"}}""",
        "'gamma' of the rule 'gamma' for 'conv2d' is \"high\"; it must be a number of at least 0."
    )]
    [InlineData(
        """{"conv2d": {"rule": "gamma", "gamma": -1}}""",
        "'gamma' of the rule 'gamma' for 'conv2d' is -1; it must be a number of at least 0."
    )]
    [InlineData(
        """{"conv2d": {"rule": "z-plus", "bias": "none"}}""",
        "'bias' of the rule 'z-plus' for 'conv2d' is \"none\"; it must be kept or zero."
    )]
    [InlineData(
        """{"conv2d": {"rule": "z-plus", "stabilizer": {"kind": "clap"}}}""",
        "'stabilizer' of the rule 'z-plus' for 'conv2d' is {\"kind\":\"clap\"}; it must be of kind additive, clip or norm-scale."
    )]
    [InlineData(
        """{"conv2d": {"rule": "z-box", "low": -4}}""",
        "'low' of the rule 'z-box' for 'conv2d' is -4; it must be a list of numbers."
    )]
    [InlineData(
        """{"conv2d": {"rule": "z-plus", "stabilizer": {"size": 1}}}""",
        "'stabilizer' of the rule 'z-plus' for 'conv2d' has no 'size'. It has epsilon, kind."
    )]
    [InlineData("""{"conv2d": "flat", "seed": 5}""", "The composite has no rule '5' for 'seed'. There are epsilon, lrp-0, ")]
    [InlineData(
        """{" , ": "flat"}""",
        "The composite's key ' , ' means no layer. A key is a layer, a pattern with *, an operation (adaptive_avg_pool2d, "
    )]
    [InlineData("""{"conv2d": {"rule": 3}}""", "The composite has no rule '{\"rule\":3}' for 'conv2d'. There are epsilon, lrp-0, ")]
    [InlineData("""{"conv2d": "gama"}""", "The composite has no rule 'gama' for 'conv2d'. There are epsilon, lrp-0, ")]
    public void What_stands_beside_a_rule_is_checked_as_soon_as_it_is_read(string composite, string sentence) =>
        Assert.StartsWith(
            sentence,
            Assert.Throws<ArgumentException>(() => Composite.Parse(JsonNode.Parse(composite)!)).Message,
            StringComparison.Ordinal
        );

    private static string AddOf(string network) => ReferenceNetworks.Shared(network, torch.float64).Layers.First(l => l is Add).Name;

    /// <summary>S = sigmoid(x_3) (2 x_1 + x_2): all of 1 goes to the signal, where it is shared 4 to 1, and nothing to the gate.</summary>
    [Theory, InlineData("gate", "signal"), InlineData("signal", "gate")]
    public void A_product_with_a_gate_has_a_rule_of_its_own_which_knows_the_signal(string first, string second)
    {
        using Network network = new(
            "gated",
            [3, 1, 1],
            [
                new Flatten("flat", "input"),
                new Linear("signal", "flat", torch.tensor([2.0, 1, 0], [1, 3])),
                new Linear("open", "flat", torch.tensor([0.0, 0, 1], [1, 3])),
                new Sigmoid("gate", "open"),
                new Multiply("fc", first, second),
            ],
            "fc"
        );
        Composite composite = Composite.Parse(
            JsonNode.Parse("""{"linear": "lrp-0", "mul": {"rule": "signal", "stabilizer": 0}, "activations": "pass"}""")!
        );

        using Attribution map = new Lrp(composite).Explain(network, ToyNetworks.Vector(4, 2, 0.5), 0);

        Assert.Equal([0.8, 0.2, 0], ToyNetworks.Values(map), (a, b) => Math.Abs(a - b) < 1e-12);
    }

    [Fact]
    public void The_rule_of_products_serves_nothing_else() =>
        Assert.StartsWith(
            "The composite puts 'signal' on 'conv1' by its 'conv1'; that is conv2d, and the rule serves products of a signal and its gate.",
            Obstacle("plain-mini", """{"conv1": "signal"}"""),
            StringComparison.Ordinal
        );
}
