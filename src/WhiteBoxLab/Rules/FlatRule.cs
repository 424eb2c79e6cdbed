namespace WhiteBoxLab;

/// <summary>
/// LRP-flat: relevance is shared equally among all inputs of a neuron: a smooth picture of where relevance arrives at a first layer.
/// </summary>
/// <param name="stabilizer">Of the denominator. Defaults to 1e-6, added.</param>
/// <remarks>
/// Bach et al. 2016; Lapuschkin et al. 2019. s = R / n, R_in = 1'(s). The bias has no part. The denominator is made once for the network;
/// as all weights are the same, one channel is handed down for all.
/// </remarks>
public sealed partial class FlatRule(Stabilizer? stabilizer = null) : Rule
{
    private readonly Stabilizer stabilizer = stabilizer ?? new();

    internal override Tensor?[] Backward(LayerCall call, Tensor signal)
    {
        Tensor[] prepared = Prepared(call);
        Tensor x = call.Input(),
            share = call.Over(signal, prepared[1]);
        return
        [
            call.Weighted is Convolution { Groups: 1 } layer
                ? Layout.As(
                    layer
                        .Transposed(share.sum([1], keepdim: true), prepared[0].narrow(0, 0, 1).narrow(1, 0, 1).contiguous(), x)
                        .expand(x.shape),
                    x
                )
                : call.Weighted.Transposed(share, prepared[0], x),
        ];
    }

    /// <summary>Ones as weights, and the denominator.</summary>
    private Tensor[] Prepared(LayerCall call) => call.Prepared((nameof(FlatRule), stabilizer), l =>
        {
            Tensor flat = ones_like(l.Weight);
            return [flat, stabilizer.Of(l.Apply(ones_like(call.Input()[..1]), flat, null))];
        });
}
