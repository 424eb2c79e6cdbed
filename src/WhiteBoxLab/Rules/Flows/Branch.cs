namespace WhiteBoxLab;

/// <summary>
/// One term of a rule for weights: factor x W'(quotient x signal) on the way down, quotient x W(factor x worth) on the way up.
/// </summary>
/// <param name="weight">W, of the layer's shape; owned by the network.</param>
/// <param name="factor">What the inputs count: the input itself, a part of it, a constant; null for ones.</param>
/// <param name="quotient">One over the denominator, [N, ...] of the output's shape or [1, ...].</param>
internal readonly struct Branch(Tensor weight, Tensor? factor, Tensor quotient)
{
    internal Tensor Weight => weight;

    internal Tensor? Factor => factor;

    internal Tensor Quotient => quotient;
}
