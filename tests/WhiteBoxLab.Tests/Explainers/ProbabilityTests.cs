using TorchSharp;
using Xunit;

namespace WhiteBoxLab.Tests;

/// <summary>The probability of a class as what is explained, beside its score, by every method.</summary>
public sealed class ProbabilityTests
{
    private static Network Real => ReferenceNetworks.Shared("resnet-mini", torch.float64);

    private static torch.Tensor Photos => ReferenceNetworks.Tensor("resnet-mini", "input", torch.float64);

    [Theory, MemberData(nameof(LawTests.Methods), MemberType = typeof(LawTests))]
    public void Every_method_that_serves_the_score_serves_the_probability(string id)
    {
        using IDisposable scope = torch.NewDisposeScope();
        Explainer explainer = Few.Create(id);
        Network network = ReferenceNetworks.Shared(ReferenceNetworks.Serving(id), torch.float64);
        torch.Tensor input = ReferenceNetworks.Tensor(network.Name, "input", torch.float64);

        using Attribution score = explainer.Explain(network, input, Target.Class(3)),
            probability = explainer.Explain(network, input, Target.Class(3).AsProbability());

        Assert.Equal(score.Values.shape, probability.Values.shape);
        Assert.True(probability.Values.isfinite().all().item<bool>());
        Assert.Equal(score.Targets, probability.Targets);
        Assert.Equal(score.Probabilities, probability.Probabilities, (a, b) => Math.Abs(a - b) < 1e-12);
        Assert.Equal(score.Probabilities, probability.TargetScores, (a, b) => Math.Abs(a - b) < 1e-12);
    }

    /// <summary>dp_t/dx = p_t (dz_t/dx - sum over c of p_c dz_c/dx).</summary>
    [Fact]
    public void The_gradient_of_a_probability_is_the_mixture_of_the_scores_gradients()
    {
        using IDisposable scope = torch.NewDisposeScope();
        torch.Tensor photo = Photos[..1],
            p = Real.Scores(photo).softmax(1)[0];
        double[] weights = [.. p.data<double>()];
        double own = weights[3];
        double[] mixture = [.. weights.Select((w, c) => own * ((c == 3 ? 1 : 0) - w))];

        foreach (Explainer method in (Explainer[])[new Saliency(), new GradCam(), new LayerCam("layer2.0.relu2"), new InputXGradient()])
        {
            using Attribution probability = method.Explain(Real, photo, Target.Class(3).AsProbability()),
                mixed = method.Explain(Real, photo, Target.Mixture(mixture));
            TensorAssert.Close(mixed.Values, probability.Values, 1e-9, method.Card.Id);
        }
    }

    public static TheoryData<string> Complete =>
        [.. Catalogue.Cards.Where(c => c.Completeness.StartsWith("Completeness", StringComparison.Ordinal)).Select(c => c.Id)];

    [Theory, MemberData(nameof(Complete))]
    public void A_promised_sum_is_that_of_the_probability(string id)
    {
        using IDisposable scope = torch.NewDisposeScope();
        Explainer explainer = Few.Create(id);
        Assert.SkipWhen(explainer.Obstacle(Real) is not null, "It does not serve this network.");

        using Attribution map = explainer.Explain(Real, Photos[..1], Target.Class(3).AsProbability());

        Assert.All(map.Promises, p => Assert.InRange(Math.Abs(p.Expected), 0, 1));
    }

    [Fact]
    public void DeepLIFT_is_complete_through_the_softmax()
    {
        using IDisposable scope = torch.NewDisposeScope();

        using Attribution map = new DeepLift(completePooling: true).Explain(Real, Photos, Target.Class(3).AsProbability());

        Assert.All(map.Promises, p => Assert.Equal(p.Expected, p.Actual, 1e-9));
    }

    [Fact]
    public void The_probability_of_a_label_among_others_is_the_sigmoid_and_quantities_have_none()
    {
        using IDisposable scope = torch.NewDisposeScope();
        using Network labels = Real.With(NetworkOutputs.IndependentLabels),
            quantities = Real.With(NetworkOutputs.Regression);
        torch.Tensor photo = Photos[..1],
            p = labels.Scores(photo).sigmoid()[0][3];
        double slope = (p * (1 - p)).item<double>();

        using Attribution score = new Saliency().Explain(labels, photo, Target.Class(3)),
            probability = new Saliency().Explain(labels, photo, Target.Class(3).AsProbability());

        TensorAssert.Close(score.Values * slope, probability.Values, 1e-9);
        Assert.Equal(
            "The outputs of 'resnet-mini' are quantities, which have no probabilities. Explain the outputs themselves.",
            Assert
                .Throws<InvalidOperationException>(() => new Saliency().Explain(quantities, photo, Target.Class(3).AsProbability()))
                .Message
        );
        Assert.Equal(
            "A neuron of 'fc' has no probability. Explain a class, or the neuron's own value.",
            Assert.Throws<InvalidOperationException>(() => Target.Neuron("fc", 3).AsProbability()).Message
        );
    }

    [Fact]
    public void A_neuron_can_be_explained_after_a_probability_was_and_the_network_ends_as_before()
    {
        using IDisposable scope = torch.NewDisposeScope();
        torch.Tensor photo = Photos[..1];
        using Attribution first = new Saliency().Explain(Real, photo, Target.Class(3).AsProbability()),
            second = new Saliency().Explain(Real, photo, Target.Class(3));

        Assert.Equal("fc", Real.Output);
        Assert.Equal(Real.Scores(photo)[0][3].item<double>(), second.TargetScores[0], 1e-12);
        Assert.NotEqual(first.TargetScores[0], second.TargetScores[0]);
    }
}
