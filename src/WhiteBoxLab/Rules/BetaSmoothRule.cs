namespace WhiteBoxLab;

/// <summary>
/// The gradient through a softened gate: where a ReLU jumps from 0 to 1, sigmoid(beta z) rises; at ReLU6 the upper edge is softened too.
/// </summary>
/// <param name="beta">How steep the softened gate is. Defaults to 10.</param>
/// <remarks>Dombrowski et al. 2019, eq. 9: the derivative of softplus with parameter beta. The layer's input must have been kept.</remarks>
public sealed class BetaSmoothRule(double beta = 10) : Rule
{
    internal override Tensor?[] Backward(LayerCall call, Tensor signal)
    {
        double ceiling = ((GatedActivation)call.Layer).Ceiling;
        Tensor z = call.Input();
        if (!Fused.Serves(signal, z) || signal.numel() != z.numel())
            return [call.Times(signal, Softened(z, ceiling))];
        return [Fused.Of(new SoftGate(beta, ceiling), signal, z, call.SignalIsOwned)];
    }

    private Tensor Softened(Tensor z, double ceiling)
    {
        Tensor gate = (z * beta).sigmoid_();
        return double.IsInfinity(ceiling) ? gate : gate.sub_(((z - ceiling) * beta).sigmoid_());
    }
}
