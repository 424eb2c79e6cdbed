namespace WhiteBoxLab;

/// <summary>
/// LRP-gamma in one branch, whatever the signs of input and output: relevance is shared by x (w + gamma w+). With infinite gamma by x w+.
/// Captum's gamma and alpha1-beta0 rules; for comparison with it.
/// </summary>
/// <param name="gamma">At least 0; infinity leaves the positive weights alone. Defaults to 0.25.</param>
/// <param name="stabilizer">Of the denominator. Defaults to 1e-6, added.</param>
/// <param name="zeroBias">Leave the bias out of the denominator. Defaults to no: it counts as it is, of either sign.</param>
/// <remarks>
/// Montavon et al. 2019, for inputs that cannot be negative; behind signed inputs denominators can be of either sign: prefer
/// <see cref="GammaRule"/> and <see cref="ZPlusRule"/>. R_in = x V'(R / (V x + b + e sign)), V = w + gamma w+.
/// </remarks>
public sealed class OneBranchRule(double gamma = 0.25, Stabilizer? stabilizer = null, bool zeroBias = false) : Rule
{
    private readonly Stabilizer stabilizer = stabilizer ?? new();

    internal override Tensor?[] Backward(LayerCall call, Tensor signal)
    {
        call.Account(forwards: 1);
        Tensor x = call.Input(),
            weight = call.Prepared((nameof(OneBranchRule), gamma), Prepare)[0];
        Tensor z = call.Weighted.Apply(x, weight, zeroBias ? null : call.Weighted.Bias);
        return [InPlace.Multiply(call.Weighted.Transposed(call.Over(signal, stabilizer.Of(z)), weight, x), x)];
    }

    private Tensor[] Prepare(WeightedLayer layer) =>
        [double.IsInfinity(gamma) ? layer.Weight.clamp_min(0) : layer.Weight.clamp_min(0).mul_(gamma).add_(layer.Weight)];
}
