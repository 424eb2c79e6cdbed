namespace WhiteBoxLab;

/// <summary>
/// z+ by clamping the weights alone, as iNNvestigate's fast form and Captum do: the same as <see cref="ZPlusRule"/> where no input is
/// negative, another rule where some are. For comparison with those libraries alone.
/// </summary>
/// <param name="stabilizer">Of the denominator. Defaults to 1e-6, added.</param>
/// <remarks>
/// s = R / W+ x, R_in = x W+'(s), the bias left out. Behind signed inputs the denominator can be small or negative, and relevance negative:
/// prefer <see cref="ZPlusRule"/>.
/// </remarks>
public sealed class ClampedPlusRule(Stabilizer? stabilizer = null) : Rule
{
    private readonly Stabilizer stabilizer = stabilizer ?? new();

    internal override Tensor?[] Backward(LayerCall call, Tensor signal)
    {
        (Tensor plus, Tensor denominator) = Prepared(call);
        return [InPlace.Multiply(call.Weighted.Transposed(call.Over(signal, denominator), plus, call.Input()), call.Input())];
    }

    internal override Flow Flow(LayerCall call)
    {
        (Tensor plus, Tensor denominator) = Prepared(call);
        return new WeightedFlow(call, new Branch(plus, call.Input(), denominator.reciprocal_()));
    }

    private (Tensor Plus, Tensor Denominator) Prepared(LayerCall call)
    {
        call.Account(forwards: 1);
        Tensor plus = call.Prepared(nameof(ClampedPlusRule), l => [l.Weight.clamp_min(0)])[0];
        return (plus, stabilizer.Of(call.Weighted.Apply(call.Input(), plus, null)));
    }
}
