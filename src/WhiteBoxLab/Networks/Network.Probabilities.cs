namespace WhiteBoxLab;

public sealed partial class Network
{
    private readonly Lock making = new();
    private Network? probabilities;

    /// <summary>
    /// This network, with the same weights, ending in its probabilities, which are what is explained; the layer that makes them of the
    /// scores is added where there is none. Freed with this one.
    /// </summary>
    /// <exception cref="InvalidOperationException">Its outputs are quantities.</exception>
    internal Network OfProbabilities()
    {
        if (Outputs == NetworkOutputs.Regression)
            throw new InvalidOperationException(
                $"The outputs of '{Name}' are quantities, which have no probabilities. Explain the outputs themselves."
            );
        lock (making)
            return Graph.GivesProbabilities ? this : probabilities ??= EndingInProbabilities();
    }

    private Network EndingInProbabilities()
    {
        string name = Unused("probabilities");
        Layer? made =
            Graph.Logits != Graph.End ? null
            : Outputs.IsExclusive() ? new Softmax(name, Output)
            : new Sigmoid(name, Output);
        return new(
            Name,
            Graph.InputShape,
            made is null ? Layers : [.. Layers, made],
            made?.Name ?? End,
            Details with
            {
                ExplainsProbabilities = true,
                Outputs = Outputs == NetworkOutputs.Scores ? NetworkOutputs.Softmax : Outputs,
            },
            ownsWeights: false
        );
    }

    private string Unused(string name) => Graph.Has(name) ? Unused(name + "_") : name;
}
