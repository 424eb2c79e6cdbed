namespace WhiteBoxLab;

/// <summary>
/// LRP-w2: relevance is shared by the squares of the weights, whatever the input: for a first layer whose input has no bounds.
/// </summary>
/// <param name="stabilizer">Of the denominator. Defaults to 1e-6, added.</param>
/// <param name="zeroBias">Leave the bias out of the denominator. Defaults to no.</param>
/// <remarks>Montavon et al. 2017, eq. 14. s = R / (W2 1 + b2), R_in = W2'(s). The denominator is made once for the network.</remarks>
public sealed partial class WSquareRule(Stabilizer? stabilizer = null, bool zeroBias = false) : Rule
{
    private readonly Stabilizer stabilizer = stabilizer ?? new();

    internal override Tensor?[] Backward(LayerCall call, Tensor signal)
    {
        Tensor[] prepared = Prepared(call);
        return [call.Weighted.Transposed(call.Over(signal, prepared[1]), prepared[0], call.Input())];
    }

    /// <summary>The squares of the weights, and the denominator.</summary>
    private Tensor[] Prepared(LayerCall call) => call.Prepared((nameof(WSquareRule), stabilizer, zeroBias), l =>
        {
            Tensor squares = l.Weight.square();
            return [squares, stabilizer.Of(l.Apply(ones_like(call.Input()[..1]), squares, zeroBias ? null : l.Bias?.square()))];
        });
}
