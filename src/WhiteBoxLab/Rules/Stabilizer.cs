namespace WhiteBoxLab;

/// <summary>Keeps denominators away from zero. The sign of 0 counts as +.</summary>
/// <param name="Epsilon">How far; at least 0. Defaults to 1e-6. Exactly 0 divides as it is, and by 1 where z is 0.</param>
/// <param name="Kind">How. Defaults to adding.</param>
/// <remarks>Bach et al. 2015, eq. 58, for the additive one; all three as in Zennit.</remarks>
public sealed record Stabilizer(double Epsilon = 1e-6, StabilizerKind Kind = StabilizerKind.Additive)
{
    /// <summary>The additive stabilizer of a size.</summary>
    /// <param name="epsilon">At least 0.</param>
    public static implicit operator Stabilizer(double epsilon) => new(epsilon);

    /// <summary>Whether e can be added to a denominator whose sign is known beforehand.</summary>
    internal bool CanBeAdded => Kind == StabilizerKind.Additive && Epsilon > 0;

    /// <summary>signal / z, stabilized; in place where nobody else has the signal.</summary>
    internal Tensor Share(LayerCall call, Tensor signal, Tensor z)
    {
        if (!CanBeAdded || signal.numel() != z.numel() || !Fused.Serves(signal, z))
            return call.Over(signal, Of(z));
        return Fused.Of(new Shares.Divided(Epsilon), signal, z, call.SignalIsOwned);
    }

    /// <summary>z, stabilized; a new tensor.</summary>
    internal Tensor Of(Tensor z)
    {
        if (Epsilon == 0)
            return z.masked_fill(z.eq(0), 1);
        using Tensor sign = z.ge(0).to(z.dtype).mul_(2).sub_(1);
        return Kind switch
        {
            StabilizerKind.Clip => z.abs().clamp_min_(Epsilon).mul_(sign),
            StabilizerKind.NormScale => z
                + (
                    sign * Epsilon * z.square().mean([.. Enumerable.Range(1, (int)z.dim() - 1).Select(d => (long)d)], keepdim: true).sqrt_()
                ),
            _ => z.add(sign.mul_(Epsilon)),
        };
    }
}

/// <summary>How a denominator is kept away from zero.</summary>
public enum StabilizerKind
{
    /// <summary>z + e sign(z).</summary>
    Additive,

    /// <summary>sign(z) max(|z|, e).</summary>
    Clip,

    /// <summary>z + e sign(z) rms(z), the root of the mean square over all values of a photo.</summary>
    NormScale,
}
