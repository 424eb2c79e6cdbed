using System.Numerics;

namespace WhiteBoxLab;

/// <summary>
/// Simple steps over whole pictures, written over the first one. Where pictures are small, as in a network's later layers, libtorch's
/// threads take ten times as long to wake as the work takes; where they do not lie alike, libtorch does it.
/// </summary>
internal static class InPlace
{
    /// <summary>a + b.</summary>
    internal static Tensor Add(Tensor a, Tensor b) => Serves(a, b) ? Fused.Of(new Sum(), a, b, overwrite: true) : a.add_(b);

    /// <summary>a b.</summary>
    internal static Tensor Multiply(Tensor a, Tensor b) => Serves(a, b) ? Fused.Of(new Product(), a, b, overwrite: true) : a.mul_(b);

    /// <summary>a / b.</summary>
    internal static Tensor Divide(Tensor a, Tensor b) => Serves(a, b) ? Fused.Of(new Quotient(), a, b, overwrite: true) : a.div_(b);

    /// <summary>What passes ReLU, or ReLU6 where there is a ceiling.</summary>
    internal static Tensor Gate(Tensor a, double ceiling) =>
        ceiling switch
        {
            _ when Serves(a, a) => Fused.Of(new Between(ceiling), a, a, overwrite: true),
            double.PositiveInfinity => a.relu_(),
            _ => a.clamp_(0, ceiling),
        };

    private static bool Serves(Tensor a, Tensor b) => Fused.Serves(a, b) && a.numel() == b.numel() && !a.requires_grad && !b.requires_grad;

    internal readonly struct Sum : IFused
    {
        public Vector<T> Of<T>(Vector<T> a, Vector<T> b, Vector<T> c, out Vector<T> second, ref Vector<T> seen)
            where T : struct, IFloatingPoint<T>
        {
            second = default;
            return a + b;
        }
    }

    private readonly struct Product : IFused
    {
        public Vector<T> Of<T>(Vector<T> a, Vector<T> b, Vector<T> c, out Vector<T> second, ref Vector<T> seen)
            where T : struct, IFloatingPoint<T>
        {
            second = default;
            return a * b;
        }
    }

    private readonly struct Quotient : IFused
    {
        public Vector<T> Of<T>(Vector<T> a, Vector<T> b, Vector<T> c, out Vector<T> second, ref Vector<T> seen)
            where T : struct, IFloatingPoint<T>
        {
            second = default;
            return a / b;
        }
    }

    private readonly struct Between(double ceiling) : IFused
    {
        public Vector<T> Of<T>(Vector<T> a, Vector<T> b, Vector<T> c, out Vector<T> second, ref Vector<T> seen)
            where T : struct, IFloatingPoint<T>
        {
            second = default;
            // in this order, what is not a number stays
            return Vector.MinNative(Fused.Number<T>(ceiling), Vector.MaxNative(Vector<T>.Zero, a));
        }
    }
}
