namespace WhiteBoxLab;

public sealed partial class Explanation
{
    /// <summary>The classes of the photos, -1 where none is explained. There after the first forward pass.</summary>
    internal IReadOnlyList<int> Classes => resolved?.Classes ?? [];

    /// <summary>What a chunk may hold at once, in bytes; null for what is fastest.</summary>
    internal long? Memory { get; init; }

    /// <summary>Samples that run forward at once from a layer, of all photos together.</summary>
    internal int Samples(int from = Graph.Input) => WorkingSet.Samples(Network, from, Memory);

    /// <summary>Samples of each photo that run forward at once from a layer.</summary>
    internal int AtOnce(int from = Graph.Input) => (int)Math.Max(1, Samples(from) / Count);

    /// <summary>Samples of each photo that run forward and back at once, where so many pictures are asked for.</summary>
    internal int Together(int batch) =>
        (int)Math.Max(1, Math.Min(batch, Memory is { } budget ? WorkingSet.SamplesBothWays(Network, budget) : batch) / Count);

    /// <summary>Runs the batch forward for its scores, so that the target is known, and for what some layers gave.</summary>
    internal Trace ForwardTo(IReadOnlyCollection<int> kept)
    {
        trace = Lean(Input, kept);
        Forwards++;
        Resolve(trace);
        return trace;
    }

    /// <summary>The explained score of pictures made of the photos, [M] in double precision.</summary>
    /// <param name="pictures">[M, 3, H, W].</param>
    /// <param name="photos">Which photo each is made of, [M].</param>
    /// <param name="probability">Whether the probability is asked for instead; without a class it is the score all the same.</param>
    internal Tensor ScoresOf(Tensor pictures, Tensor photos, bool probability = false)
    {
        Forwards += (double)pictures.shape[0] / Count;
        using Trace trace = Lean(pictures, []);
        return Explained(trace.OutputAt(Start), photos, probability);
    }

    /// <summary>Likewise, from activations at a layer on: only what lies behind it is run again.</summary>
    /// <param name="layer">Index of the layer.</param>
    /// <param name="activations">[M, ...] there.</param>
    /// <param name="photos">Which photo each belongs to, [M].</param>
    /// <param name="beside">What the layers beside gave for the photos that those behind read too; see <see cref="Beside"/>.</param>
    internal Tensor ScoresBehind(int layer, Tensor activations, Tensor photos, IReadOnlyDictionary<int, Tensor> beside)
    {
        if (!Network.Graph.DependentOn(layer)[Start])
            return tensor(TargetScores.ToArray(), device: Input.device).index_select(0, photos);
        Forwards += Network.Graph.ShareBehind(layer) * activations.shape[0] / Count;
        Dictionary<int, Tensor> known = beside.ToDictionary(b => b.Key, b => b.Value.index_select(0, photos));
        Tensor input = known.Remove(Graph.Input, out Tensor? pictures) ? pictures : Input;
        known[layer] = activations;
        using Trace trace = Lean(input, [], known);
        return Explained(Start == layer ? activations : trace.OutputAt(Start), photos, probability: false);
    }

    /// <summary>What a layer gives for parts of photos, from which alone it can be computed.</summary>
    /// <param name="layer">Index of the layer.</param>
    /// <param name="parts">[M, 3, ...].</param>
    /// <param name="share">A part's share of a photo.</param>
    internal Tensor OutputOf(int layer, Tensor parts, double share)
    {
        Forwards += (1 - Network.Graph.ShareBehind(layer)) * share * parts.shape[0] / Count;
        bool[] needed = new bool[Network.Layers.Count];
        needed[layer] = true;
        using Trace trace = WhiteBoxLab.Forward.Run(
            Network,
            parts,
            needed,
            i => needed[i],
            toTheEnd: false,
            cancellationToken: CancellationToken
        );
        return trace.OutputAt(layer).alias();
    }

    /// <summary>Layers (-1 for the input) that the layers behind one read beside it.</summary>
    internal int[] Beside(int layer)
    {
        Graph graph = Network.Graph;
        bool[] after = graph.DependentOn(layer),
            wanted = graph.LeadingTo(graph.Output, Start);
        return
        [
            .. Enumerable
                .Range(0, after.Length)
                .Where(i => after[i] && wanted[i] && i != layer)
                .SelectMany(i => graph.Inputs[i])
                .Where(j => j != layer && (j < 0 || !after[j]))
                .Distinct(),
        ];
    }

    private Tensor Explained(Tensor given, Tensor photos, bool probability)
    {
        Tensor output = given.to(float64);
        bool hasClasses = probability && Given.Outputs != NetworkOutputs.Regression && Classes.All(c => c >= 0);
        Tensor values = hasClasses ? Given.Graph.Probabilities(output) : output;
        return (values * Seed.to(float64).index_select(0, photos)).flatten(1).sum([1]);
    }

    private Trace Lean(Tensor pictures, IReadOnlyCollection<int> kept, IReadOnlyDictionary<int, Tensor>? known = null)
    {
        bool[] needed = new bool[Network.Layers.Count];
        foreach (int i in kept.Append(Start))
            needed[i] = true;
        return WhiteBoxLab.Forward.Run(Network, pictures, needed, i => needed[i], known, cancellationToken: CancellationToken);
    }
}
