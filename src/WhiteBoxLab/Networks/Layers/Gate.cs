using System.Numerics;

namespace WhiteBoxLab;

/// <summary>
/// The gate of ReLU and ReLU6 on the way back: the signal where low &lt; output &lt; high, else 0; with <paramref name="positiveOnly"/>
/// only where it is positive too.
/// On the CPU one pass over memory instead of the four or five that masks take, which would cost as much as all convolutions together;
/// elsewhere by masks.
/// </summary>
internal readonly struct Gate(double low, double high, bool positiveOnly) : IFused
{
    /// <summary>Overwrites the signal, or gives a new one.</summary>
    internal Tensor Apply(Tensor signal, Tensor output, bool overwrite)
    {
        if (!Fused.Serves(signal, output) || signal.numel() != output.numel())
            return Masked(overwrite ? signal : signal.clone(), output);
        return Fused.Of(this, signal, output, overwrite);
    }

    public Vector<T> Of<T>(Vector<T> a, Vector<T> b, Vector<T> c, out Vector<T> second, ref Vector<T> seen)
        where T : struct, IFloatingPoint<T>
    {
        second = default;
        Vector<T> passed = Vector.ConditionalSelect(
            Vector.GreaterThan(b, Fused.Number<T>(low)) & Vector.LessThan(b, Fused.Number<T>(high)),
            a,
            Vector<T>.Zero
        );
        return positiveOnly ? Vector.MaxNative(Vector<T>.Zero, passed) : passed;
    }

    private Tensor Masked(Tensor signal, Tensor output)
    {
        using Tensor shut = output.le(low),
            above = output.ge(high);
        signal.masked_fill_(shut, 0).masked_fill_(above, 0);
        return positiveOnly ? signal.clamp_min_(0) : signal;
    }
}
