namespace WhiteBoxLab;

/// <summary>From the end of a graph to the kind of its outputs, and from scores to probabilities.</summary>
internal static class OutputProbabilities
{
    /// <summary>The kinds there are, as files and options name them.</summary>
    internal static IReadOnlyList<string> Names { get; } = [.. Enum.GetValues<NetworkOutputs>().Select(k => Kebab.Of(k))];

    /// <summary>The kind of a name; null for an unknown one.</summary>
    internal static NetworkOutputs? Parse(string name) =>
        Names.Index().Where(n => n.Item == name).Select(n => (NetworkOutputs?)n.Index).FirstOrDefault();

    /// <summary>The kind of so many outputs that a layer makes. One number behind no activation is taken for a logit.</summary>
    internal static NetworkOutputs Of(Layer? maker, long outputs) =>
        maker switch
        {
            Softmax => NetworkOutputs.Softmax,
            Sigmoid when outputs > 1 => NetworkOutputs.IndependentLabels,
            Activation and not Sigmoid when outputs == 1 => NetworkOutputs.Regression,
            _ => outputs == 1 ? NetworkOutputs.OneLogit : NetworkOutputs.Scores,
        };

    /// <summary>Whether a layer is the one that makes probabilities of scores of this kind.</summary>
    internal static bool IsMadeBy(this NetworkOutputs kind, Layer layer) =>
        kind switch
        {
            NetworkOutputs.Softmax => layer is Softmax,
            NetworkOutputs.IndependentLabels or NetworkOutputs.OneLogit => layer is Sigmoid,
            _ => false,
        };

    /// <summary>Whether classes of this kind exclude each other.</summary>
    internal static bool IsExclusive(this NetworkOutputs kind) => kind is NetworkOutputs.Scores or NetworkOutputs.Softmax;

    /// <summary>The probabilities of a network's scores [N, K]; not a number where there are none.</summary>
    internal static Tensor Probabilities(this Graph graph, Tensor scores) =>
        graph.Kind switch
        {
            _ when graph.GivesProbabilities => scores,
            NetworkOutputs.Regression => full_like(scores, double.NaN),
            var kind => kind.IsExclusive() ? scores.softmax(1) : scores.sigmoid(),
        };

    /// <summary>A signal at probabilities p handed down to the scores, [N, K], or as it is where the network gives probabilities.</summary>
    internal static Tensor ToScores(this Graph graph, Tensor p, Tensor signal) =>
        graph.GivesProbabilities ? signal : graph.Kind.ToScores(p, signal);

    /// <summary>Likewise, of outputs of this kind.</summary>
    internal static Tensor ToScores(this NetworkOutputs kind, Tensor p, Tensor signal) =>
        kind.IsExclusive() ? Softmax.ToScores(p, signal) : p * (1 - p) * signal;
}
