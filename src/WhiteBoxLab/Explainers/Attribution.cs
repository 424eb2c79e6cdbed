using System.Text.Json.Nodes;

namespace WhiteBoxLab;

/// <summary>
/// Which parts of a batch of photos speak for and against a target, in the model's own units: raw, signed, not scaled. Pictures of it are
/// heatmaps. Dispose it to free the values.
/// </summary>
public sealed class Attribution : IDisposable
{
    internal Attribution(ExplainerCard card, Network network) =>
        (Card, NetworkName, Labels, Outputs) = (card, network.Name, network.Labels, network.Outputs);

    private IReadOnlyList<string> Labels { get; }

    /// <summary>What is explained where it is no class, in words.</summary>
    internal string Aim { get; init; } = "";

    /// <summary>What the network's outputs are.</summary>
    public NetworkOutputs Outputs { get; }

    /// <summary>The method's card.</summary>
    public ExplainerCard Card { get; }

    /// <summary>The method's id, such as <c>grad-cam</c>.</summary>
    public string Method => Card.Id;

    /// <summary>The network's name.</summary>
    public string NetworkName { get; }

    /// <summary>
    /// [N, C, H, W] for maps of the input, [N, 1, H', W'] or [N, C', H', W'] at a layer's resolution. In units of the score unless the
    /// method's card says otherwise. Owned by the attribution.
    /// </summary>
    public required Tensor Values { get; init; }

    /// <summary>
    /// The standard error of each value, of the map's shape, for methods that draw at random; null for the others. Owned by the
    /// attribution.
    /// </summary>
    public Tensor? StandardErrors { get; init; }

    /// <summary>The layer the map belongs to; null for maps of the input.</summary>
    public string? Layer { get; init; }

    /// <summary>Height and width of the network's input, which the map is stretched over when it is painted.</summary>
    public required (int Height, int Width) InputSize { get; init; }

    /// <summary>The explained class of each photo; -1 for a mixture of outputs, and for a neuron.</summary>
    public required IReadOnlyList<int> Targets { get; init; }

    /// <summary>Whether the probability is what is explained, not the score before softmax.</summary>
    public bool OfProbability { get; init; }

    /// <summary>The explained score of each photo, before softmax; its probability where that is what is explained.</summary>
    public required IReadOnlyList<double> TargetScores { get; init; }

    /// <summary>
    /// The probability of each photo's class, as <see cref="Outputs"/> has it; not a number for a mixture, a neuron or a quantity.
    /// </summary>
    public required IReadOnlyList<double> Probabilities { get; init; }

    /// <summary>
    /// Forward passes of the whole network for one photo; a part of the network counts as its share of the multiply-adds.
    /// </summary>
    public required double Forwards { get; init; }

    /// <summary>Backward passes, counted likewise.</summary>
    public required double Backwards { get; init; }

    /// <summary>Seconds for the whole batch, by the wall clock.</summary>
    public required double Seconds { get; init; }

    /// <summary>For each photo, the promise that the method makes about the map's sum; empty for methods that make none.</summary>
    public required IReadOnlyList<SumPromise> Promises { get; init; }

    /// <summary>The options in force, defaults included.</summary>
    public required JsonObject Options { get; init; }

    /// <summary>Which options to set how so that the promises are kept better; null where none helps.</summary>
    public JsonObject? Refinement { get; init; }

    /// <summary>
    /// What the network saw (<see cref="Photo.Crop"/>), where the attribution was made from a photo: what a heatmap lies over. Set it where
    /// it was made from a tensor and you know the photo.
    /// </summary>
    public Photo? Photo { get; set; }

    /// <summary>Whether values below zero mean something: evidence against.</summary>
    public bool Signed => Card.Signed;

    /// <summary>The explained class of a photo in words, or the neuron.</summary>
    /// <param name="index">The photo's place in the batch. Defaults to the first.</param>
    public string LabelOf(int index = 0) =>
        Targets[index] switch
        {
            < 0 => Aim,
            var target when target < Labels.Count => Labels[target],
            var target => $"class {target}",
        };

    /// <summary>The map of one photo summed over channels: what a picture shows.</summary>
    /// <param name="index">The photo's place in the batch. Defaults to the first.</param>
    /// <returns>H' x W' values in row-major order.</returns>
    public float[] Map(int index = 0)
    {
        using IDisposable scope = NewDisposeScope();
        return [.. Values[index].sum([0L]).to(float32).cpu().contiguous().data<float>()];
    }

    /// <summary>H' of the map.</summary>
    public int Height => (int)Values.shape[2];

    /// <summary>W' of the map.</summary>
    public int Width => (int)Values.shape[3];

    /// <summary>Frees the values.</summary>
    public void Dispose()
    {
        Values.Dispose();
        StandardErrors?.Dispose();
    }

    /// <summary>Method, target and shape.</summary>
    public override string ToString() =>
        $"{Card.Name} for {LabelOf()}: [{string.Join(", ", Values.shape)}]{(Layer is null ? "" : $" at {Layer}")}, "
        + $"{Forwards + Backwards:0.##} passes, {Seconds:0.000} s";
}
