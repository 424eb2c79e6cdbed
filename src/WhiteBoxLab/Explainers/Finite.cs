namespace WhiteBoxLab;

/// <summary>Refuses what is no number, with the layer where it began.</summary>
internal static class Finite
{
    /// <summary>Refuses scores, or the values of a neuron.</summary>
    internal static void Require(Network network, Tensor input, Tensor outputs)
    {
        if (!IsFinite(outputs))
            throw new InvalidOperationException($"'{network.Name}' gives no number for this input: {Origin(network, input)}.");
    }

    /// <summary>Refuses a map.</summary>
    internal static void Require(Network network, Tensor input, Tensor map, string method)
    {
        if (!IsFinite(map))
            throw new InvalidOperationException(
                $"The map of {method} for '{network.Name}' holds NaN or infinite values: {Origin(network, input)}."
            );
    }

    private static bool IsFinite(Tensor values)
    {
        using IDisposable scope = NewDisposeScope();
        return values.isfinite().all().item<bool>();
    }

    private static string Origin(Network network, Tensor input)
    {
        if (!IsFinite(input))
            return "the input itself has NaN or infinite values";
        using Trace trace = network.Trace(input);
        int first = Enumerable.Range(0, network.Layers.Count).FirstOrDefault(i => !IsFinite(trace.OutputAt(i)), -1);
        return first < 0
            ? "every layer gives numbers, but the method divides by what is 0 or nearly so here"
            : $"layer '{network.Layers[first].Name}' ({network.Layers[first].Op}) is the first whose output is NaN or infinite";
    }
}
