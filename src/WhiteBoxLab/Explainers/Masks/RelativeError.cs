namespace WhiteBoxLab;

/// <summary>How sure estimated values are, as one number.</summary>
internal static class RelativeError
{
    /// <summary>The root mean square of the standard errors as a part of the values' range, of the worst photo; both [N, ...].</summary>
    internal static double Of(Tensor values, Tensor errors)
    {
        using IDisposable scope = NewDisposeScope();
        Tensor range = values.amax([1L]) - values.amin([1L]);
        return (errors.square().mean([1L]).sqrt() / range).max().item<double>();
    }
}
