using System.Numerics;

namespace WhiteBoxLab;

/// <summary>
/// DeepLIFT's Rescale at an activation: the difference of outputs over the difference of inputs, between a photo and its baseline.
/// </summary>
/// <param name="baseline">The baseline's run.</param>
/// <remarks>Shrikumar et al. 2017, section 3.5.1. Where the inputs differ by less than 1e-10, the gradient.</remarks>
internal sealed class RescaleRule(Trace baseline) : Rule
{
    internal override Tensor?[] Backward(LayerCall call, Tensor signal)
    {
        Tensor x = call.Input(),
            before = baseline.InputAt(call.Index, 0);
        if (call.Layer is GatedActivation gate && Fused.Serves(signal, x, before) && signal.numel() == x.numel())
        {
            Tensor target = call.SignalIsOwned ? signal : empty_like(signal);
            _ = Fused.Run(new Rescaled(gate.Ceiling), signal, x, before, target, target);
            return [target];
        }
        Tensor y = call.Output,
            dz = x - before,
            close = dz.abs().lt(1e-10);
        Tensor slope = (y - baseline.OutputAt(call.Index)) / dz.masked_fill(close, 1);
        return [signal * where(close, ((Activation)call.Layer).Derivative(x, y), slope)];
    }

    /// <summary>At a gate in one pass: its outputs are made again from its inputs.</summary>
    private readonly struct Rescaled(double ceiling) : IFused
    {
        public Vector<T> Of<T>(Vector<T> a, Vector<T> b, Vector<T> c, out Vector<T> second, ref Vector<T> seen)
            where T : struct, IFloatingPoint<T>
        {
            Vector<T> zero = Vector<T>.Zero,
                most = Fused.Number<T>(ceiling),
                step = b - c,
                isClose = Vector.LessThan(Vector.Abs(step), Fused.Number<T>(1e-10));
            Vector<T> rise = Vector.Min(Vector.Max(b, zero), most) - Vector.Min(Vector.Max(c, zero), most),
                open = Vector.GreaterThan(b, zero) & Vector.LessThan(b, most);
            second = default;
            return Vector.ConditionalSelect(isClose, Vector.ConditionalSelect(open, a, zero), a * (rise / step));
        }
    }
}

/// <summary>
/// DeepLIFT at a max pooling, complete also where windows overlap: with t = max(y, y'), g (t - y') to the photo's largest position and g (y
/// - t) to the baseline's, over the difference of inputs.
/// </summary>
/// <param name="baseline">The baseline's run.</param>
/// <remarks>The rule that Captum and SHAP mean. Where the inputs differ by less than 1e-10, the gradient.</remarks>
internal sealed class RescaledMaxPoolRule(Trace baseline) : Rule
{
    internal override Tensor?[] Backward(LayerCall call, Tensor signal)
    {
        Tensor x = call.Input(),
            dx = x - baseline.InputAt(call.Index, 0),
            close = dx.abs().lt(1e-10);
        Tensor y = call.Output,
            other = baseline.OutputAt(call.Index),
            top = maximum(y, other);
        Tensor contribution = MaxPool
            .Scatter(signal * (top - other), call.Memory!, x)
            .add_(MaxPool.Scatter(signal * (y - top), baseline.MemoryAt(call.Index)!, x)); // both made by Forward
        return [where(close, MaxPool.Scatter(signal, call.Memory!, x), contribution / dx.masked_fill(close, 1))];
    }
}
