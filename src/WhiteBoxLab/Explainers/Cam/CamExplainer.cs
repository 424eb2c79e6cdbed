namespace WhiteBoxLab;

/// <summary>
/// A class activation map: the channels of a layer, weighted by what the score's gradient there says. Members of the family differ in one
/// formula; asked together, they share one forward and one partial backward pass.
/// </summary>
/// <param name="layer">A layer with positions, by name; the last one for null.</param>
/// <param name="relu">Whether evidence against is cut off.</param>
/// <param name="finish">What is done to the raw map afterwards.</param>
/// <param name="augSmooth">Whether the mean of six maps is given.</param>
/// <param name="furtherLayers">Layers whose maps are fused with that of <paramref name="layer"/>; none for null.</param>
public abstract class CamExplainer(string? layer, bool relu, CamFinish finish, bool augSmooth, string[]? furtherLayers = null) : Explainer
{
    /// <summary>The layer, or null for the last one with positions.</summary>
    public string? Layer { get; } = layer;

    /// <summary>Whether evidence against is cut off.</summary>
    public bool Relu { get; } = relu;

    /// <summary>What is done to the raw map afterwards.</summary>
    public CamFinish Finish { get; } = finish;

    /// <summary>
    /// Whether the mean of six finished maps is given: of the photo and of its left-right mirror, each times 0.9, 1 and 1.1.
    /// </summary>
    /// <remarks>
    /// pytorch-grad-cam's <c>aug_smooth</c>, <see href="https://github.com/jacobgil/pytorch-grad-cam"/>; no convention turns it on, as
    /// there it is asked for too. The mean is not scaled again; without a finish it stays in units of the score.
    /// All six are for the target of the photo as it is; pytorch-grad-cam without targets takes each picture's own top class.
    /// </remarks>
    public bool AugSmooth { get; } = augSmooth;

    /// <summary>Layers whose maps are fused with that of the first, for methods that have the option; null for none.</summary>
    public IReadOnlyList<string>? FurtherLayers { get; } = furtherLayers is { Length: > 0 } ? furtherLayers : null;

    /// <summary>The raw map from the layer's activations and the score's gradient there.</summary>
    /// <param name="a">[N, K', H', W'].</param>
    /// <param name="g">dS/dA, of the same shape.</param>
    /// <returns>[N, 1, H', W'].</returns>
    private protected abstract Tensor Map(Tensor a, Tensor g);

    /// <summary>Likewise, for another method that is made of it.</summary>
    internal Tensor MapOf(Tensor a, Tensor g) => Map(a, g);

    /// <summary>The seed at the scores; one at the target unless a method explains something else than the score itself.</summary>
    private protected virtual Tensor Seed(Explanation run, Tensor scores) => run.Seed;

    /// <summary>The activations of each layer and the score's gradient there, or what a method takes in its place.</summary>
    private protected virtual (Tensor A, Tensor G)[] Look(Explanation run, string[] layers) => run.ActivationsAndGradients(layers, Seed);

    /// <summary>Whether the map can be negative as the options stand.</summary>
    private protected bool CanBeNegative => !Relu && Finish == CamFinish.None && FurtherLayers is null;

    /// <summary>The map's height and width as the options stand.</summary>
    private protected string Resolution => Finish == CamFinish.None && FurtherLayers is null ? "layer" : "input";

    /// <summary>How many pictures are run for one photo.</summary>
    private protected int Pictures => AugSmooth ? Augmented.Count : 1;

    /// <summary>Backward passes at most; those of the last layer end close to the scores.</summary>
    private protected int WalksBack => Layer is null && FurtherLayers is null ? 0 : Pictures;

    /// <inheritdoc/>
    protected sealed override Tensor Attribute(Explanation run) => AugSmooth ? Augmented.Mean(run, Finished) : Finished(run);

    private Tensor Finished(Explanation run)
    {
        Tensor[] maps =
        [
            .. Look(run, run.At(Layer, FurtherLayers ?? [])).Select(l => Map(l.A, l.G)).Select(map => Relu ? map.relu() : map),
        ];
        return FurtherLayers is null ? Finish.Apply(maps[0], run.Input) : Finish.Fuse(maps, run.Input);
    }

    /// <summary>Sum over channels of weight times activation.</summary>
    private protected static Tensor Weighted(Tensor weights, Tensor a) => (weights * a).sum([1], keepdim: true);
}
