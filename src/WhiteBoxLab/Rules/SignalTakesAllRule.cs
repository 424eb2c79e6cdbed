namespace WhiteBoxLab;

/// <summary>
/// At a product, all relevance goes to the signal and none to the gate that scales it: the gate is the layer with fewer values ([C, 1, 1],
/// as in squeeze and excitation), of two alike the one that a sigmoid made, of any other two the second.
/// </summary>
/// <param name="stabilizer">Of the denominator. Defaults to 1e-6, added.</param>
/// <remarks>Arras et al. 2017 for gated networks: the signal gets z R / st(z).</remarks>
public sealed partial class SignalTakesAllRule(Stabilizer? stabilizer = null) : Rule
{
    private readonly Stabilizer stabilizer = stabilizer ?? new();

    internal override Tensor?[] Backward(LayerCall call, Tensor signal)
    {
        Tensor relevance = stabilizer.Share(call, signal, call.Output).mul_(call.Output);
        return SignalOf(call) == 0 ? [relevance, null] : [null, relevance];
    }

    /// <summary>Which of the two inputs is the signal.</summary>
    private static int SignalOf(LayerCall call)
    {
        Graph graph = call.Trace.Network.Graph;
        int[] inputs = graph.Inputs[call.Index];
        long[] sizes = [.. inputs.Select(graph.SizeAt)];
        if (sizes[0] != sizes[1])
            return sizes[0] > sizes[1] ? 0 : 1;
        return graph.MakerOf(inputs[0]) is Sigmoid && graph.MakerOf(inputs[1]) is not Sigmoid ? 1 : 0;
    }

    internal override bool NeedsOutput(Network network, int layer) => true;
}
