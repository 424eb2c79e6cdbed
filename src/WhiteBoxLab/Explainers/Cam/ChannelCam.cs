namespace WhiteBoxLab;

/// <summary>
/// A class activation map without a gradient: the channels of a layer, each weighted by what the score does when the channel is taken away
/// or shown alone.
/// </summary>
/// <param name="layer">A layer with positions, by name; the last one for null.</param>
/// <param name="relu">Whether evidence against is cut off.</param>
/// <param name="finish">What is done to the raw map afterwards.</param>
public abstract class ChannelCam(string? layer, bool relu, CamFinish finish) : Explainer
{
    /// <summary>The layer, or null for the last one with positions.</summary>
    public string? Layer { get; } = layer;

    /// <summary>Whether evidence against is cut off.</summary>
    public bool Relu { get; } = relu;

    /// <summary>What is done to the raw map afterwards.</summary>
    public CamFinish Finish { get; } = finish;

    /// <summary>Whether the map can be negative as the options stand.</summary>
    private protected bool CanBeNegative => !Relu && Finish == CamFinish.None;

    /// <summary>The map's height and width as the options stand.</summary>
    private protected string Resolution => Finish == CamFinish.None ? "layer" : "input";

    /// <inheritdoc/>
    protected sealed override Tensor Attribute(Explanation run)
    {
        string name = run.At(Layer);
        int layer = run.Network.IndexOf(name);
        int[] beside = run.Beside(layer);
        Trace trace = run.ForwardTo([.. beside.Append(layer).Where(i => i >= 0)]);
        Tensor a = trace.OutputAt(layer);
        Channels channels = new(run, layer, a, beside.ToDictionary(i => i, i => i < 0 ? run.Input : trace.OutputAt(i)));
        return Map(Weights(channels), a, run);
    }

    /// <summary>What each channel weighs, [N, K']; told so far through <see cref="Refine"/>.</summary>
    private protected abstract Tensor Weights(Channels channels);

    /// <summary>The raw map of the weights, [N, 1, H', W'].</summary>
    private protected virtual Tensor Raw(Tensor weights, Tensor a) => (weights.unsqueeze(2).unsqueeze(3) * a).sum([1], keepdim: true);

    /// <summary>Tells how far it is, with the map of the weights so far.</summary>
    private protected void Refine(Channels channels, int done, int total, Func<Tensor> weights) =>
        channels.Run.Refine(done, total, "channels", () => Map(weights(), channels.Activations, channels.Run));

    private Tensor Map(Tensor weights, Tensor a, Explanation run)
    {
        Tensor map = Raw(weights.to(a.dtype), a);
        return Finish.Apply(Relu ? map.relu() : map, run.Input);
    }

    /// <summary>The channels of the layer on a network, and the share of a pass behind it.</summary>
    private protected (long Count, double Behind) ChannelsOf(Network network)
    {
        if ((Layer ?? network.FindDefaultLayer()) is not { } layer)
            return (0, 0);
        Network canonical = network.Canonical(layer);
        return (network.ShapeOf(layer)[0], canonical.Graph.ShareBehind(canonical.IndexOf(layer)));
    }

    /// <summary>What a layer gave for a batch, and what is needed to run what lies behind it again.</summary>
    private protected sealed class Channels(Explanation run, int layer, Tensor activations, IReadOnlyDictionary<int, Tensor> beside)
    {
        internal Explanation Run => run;

        /// <summary>Index of the layer.</summary>
        internal int Layer => layer;

        /// <summary>[N, K, H', W'].</summary>
        internal Tensor Activations => activations;

        /// <summary>What the layers behind read beside it.</summary>
        internal IReadOnlyDictionary<int, Tensor> Beside => beside;

        /// <summary>Every channel of every photo, the channels in their order, so that the photos refine together.</summary>
        internal (long Photo, long Channel)[] All =>
            [
                .. from channel in Enumerable.Range(0, (int)Activations.shape[1])
                from photo in Enumerable.Range(0, (int)Activations.shape[0])
                select ((long)photo, (long)channel),
            ];
    }
}
