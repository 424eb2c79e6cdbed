namespace WhiteBoxLab;

/// <summary>A class activation map: the channels of a layer, weighted by what the score's gradient there says. Members of the family differ in one formula; asked together, they share one forward and one partial backward pass.</summary>
/// <param name="layer">A layer with positions, by name; the last one for null.</param>
/// <param name="relu">Whether evidence against is cut off.</param>
/// <param name="finish">What is done to the raw map afterwards.</param>
public abstract class CamExplainer(string? layer, bool relu, CamFinish finish) : Explainer
{
    /// <summary>The layer, or null for the last one with positions.</summary>
    public string? Layer { get; } = layer;

    /// <summary>Whether evidence against is cut off.</summary>
    public bool Relu { get; } = relu;

    /// <summary>What is done to the raw map afterwards.</summary>
    public CamFinish Finish { get; } = finish;

    /// <summary>The raw map from the layer's activations and the score's gradient there.</summary>
    /// <param name="a">[N, K', H', W'].</param>
    /// <param name="g">dS/dA, of the same shape.</param>
    /// <returns>[N, 1, H', W'].</returns>
    private protected abstract Tensor Map(Tensor a, Tensor g);

    /// <summary>The seed at the scores; one at the target unless a method explains something else than the score itself.</summary>
    private protected virtual Tensor Seed(Explanation run, Tensor scores) => run.Seed;

    /// <summary>The layer's activations and the score's gradient there, or what a method takes in its place.</summary>
    private protected virtual (Tensor A, Tensor G) Look(Explanation run, string layer) => run.ActivationAndGradient(layer, Seed);

    /// <summary>Whether the map can be negative as the options stand.</summary>
    private protected bool CanBeNegative => !Relu && Finish == CamFinish.None;

    /// <inheritdoc/>
    protected sealed override Tensor Attribute(Explanation run)
    {
        string layer = run.At(Layer);
        (Tensor a, Tensor g) = Look(run, layer);
        Tensor map = Map(a, g);
        return Finish.Apply(Relu ? map.relu() : map, run.Input);
    }

    /// <summary>Sum over channels of weight times activation.</summary>
    private protected static Tensor Weighted(Tensor weights, Tensor a) => (weights * a).sum([1], keepdim: true);
}
