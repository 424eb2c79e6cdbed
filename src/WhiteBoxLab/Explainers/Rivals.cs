namespace WhiteBoxLab;

/// <summary>What methods that set a class against others need of a network.</summary>
internal static class Rivals
{
    /// <summary>Refuses a neuron, which has no rivals.</summary>
    internal static void RequireClass(string method, Explanation run)
    {
        if (run.Start != run.Network.Graph.Output)
            throw new ArgumentException(
                $"{method} sets a class against others; a neuron has none. Explain a class, or use grad-cam or lrp-epsilon-plus."
            );
    }

    /// <summary>Why a network has no other class, in a sentence; null where it has.</summary>
    internal static string? Obstacle(string method, Network network)
    {
        string instead = "Use grad-cam, integrated-gradients or lrp-epsilon-plus, which need no other class.";
        if (network.Classes == 1)
            return $"{method} sets a class against others; '{network.Name}' has one output. {instead}";
        return network.Outputs == NetworkOutputs.Regression
            ? $"{method} sets a class against others; the outputs of '{network.Name}' are quantities, none of which is another's "
                + $"rival. {instead}"
            : null;
    }
}
