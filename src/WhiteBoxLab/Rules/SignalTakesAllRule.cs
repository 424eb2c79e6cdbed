namespace WhiteBoxLab;

/// <summary>
/// At a product, all relevance goes to the layer with positions; the gate that scales it ([C, 1, 1], as in squeeze and excitation) gets
/// none.
/// </summary>
/// <param name="stabilizer">Of the denominator. Defaults to 1e-6, added.</param>
/// <remarks>Arras et al. 2017 for gated networks: the signal gets z R / st(z).</remarks>
public sealed partial class SignalTakesAllRule(Stabilizer? stabilizer = null) : Rule
{
    private readonly Stabilizer stabilizer = stabilizer ?? new();

    internal override Tensor?[] Backward(LayerCall call, Tensor signal)
    {
        Tensor relevance = stabilizer.Share(call, signal, call.Output).mul_(call.Output);
        return call.Input(0).numel() >= call.Input(1).numel() ? [relevance, null] : [null, relevance];
    }

    internal override bool NeedsOutput(Network network, int layer) => true;
}
