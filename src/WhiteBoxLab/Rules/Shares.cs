using System.Numerics;

namespace WhiteBoxLab;

/// <summary>
/// The steps that relevance rules take at every element, each in one pass. All denominators are additively stabilized, so that their sign
/// is known and none is zero.
/// </summary>
internal static class Shares
{
    /// <summary>R / (z + e sign z), with the sign of 0 positive.</summary>
    internal readonly struct Divided(double epsilon) : IFused
    {
        public Vector<T> Of<T>(Vector<T> a, Vector<T> b, Vector<T> c, out Vector<T> second, ref Vector<T> seen)
            where T : struct, IFloatingPoint<T>
        {
            Vector<T> e = Fused.Number<T>(epsilon);
            second = default;
            return a / (b + Vector.ConditionalSelect(Vector.GreaterThanOrEqual(b, Vector<T>.Zero), e, -e));
        }
    }

    /// <summary>For x of no negative value: R / p and R / n of p = P + b+ + e and n = z - p = N + b- - e.</summary>
    internal readonly struct Apart(double epsilon) : IFused
    {
        public Vector<T> Of<T>(Vector<T> a, Vector<T> b, Vector<T> c, out Vector<T> second, ref Vector<T> seen)
            where T : struct, IFloatingPoint<T>
        {
            second = a / Vector.Min(c - b, -Fused.Number<T>(epsilon)); // rounding may not take it over zero
            return a / b;
        }
    }

    /// <summary>
    /// For x of any sign, with q = |W| |x| + |b| + 2 e: p = alpha R / (q + z) and n = beta R / (q - z), as p - n and p + n. Nothing where a
    /// denominator is a small part of q, of which rounding leaves few digits; sees relevance there.
    /// </summary>
    internal readonly struct Mixed(double alpha, double beta, double epsilon) : IFused
    {
        public Vector<T> Of<T>(Vector<T> a, Vector<T> b, Vector<T> c, out Vector<T> second, ref Vector<T> seen)
            where T : struct, IFloatingPoint<T>
        {
            Vector<T> above = b + c,
                below = b - c,
                floor = Vector.MaxNative(
                    b * Fused.Number<T>(typeof(T) == typeof(float) ? 1e-3 : 1e-8),
                    Fused.Number<T>(2 * epsilon) * Fused.Number<T>(0.999)
                );
            Vector<T> hasPositive = Vector.GreaterThanOrEqual(above, floor),
                hasNegative = Vector.GreaterThanOrEqual(below, floor);
            Vector<T> p = Vector.ConditionalSelect(hasPositive, a * Fused.Number<T>(alpha) / above, Vector<T>.Zero);
            Vector<T> n = Vector.ConditionalSelect(hasNegative, a * Fused.Number<T>(beta) / below, Vector<T>.Zero);
            seen |= ~(hasPositive & hasNegative) & ~Vector.Equals(a, Vector<T>.Zero);
            second = p - n;
            return p + n;
        }
    }

    /// <summary>R / d where the gate behind is open (c above 0), else nothing. Sees relevance at a shut gate.</summary>
    internal readonly struct Open : IFused
    {
        public Vector<T> Of<T>(Vector<T> a, Vector<T> b, Vector<T> c, out Vector<T> second, ref Vector<T> seen)
            where T : struct, IFloatingPoint<T>
        {
            Vector<T> open = Vector.GreaterThan(c, Vector<T>.Zero);
            seen |= ~open & ~Vector.Equals(a, Vector<T>.Zero);
            second = default;
            return Vector.ConditionalSelect(open, a / b, Vector<T>.Zero);
        }
    }

    /// <summary>
    /// For x of no negative value, with b = g (P + b+): R / (z + b + e) where z is positive, and R / (z + g z - b - e) where it is
    /// negative.
    /// </summary>
    internal readonly struct BySign(double gamma, double epsilon) : IFused
    {
        public Vector<T> Of<T>(Vector<T> a, Vector<T> b, Vector<T> c, out Vector<T> second, ref Vector<T> seen)
            where T : struct, IFloatingPoint<T>
        {
            Vector<T> e = Fused.Number<T>(epsilon),
                zero = Vector<T>.Zero;
            second = Vector.ConditionalSelect(
                Vector.LessThan(c, zero),
                a / Vector.Min((Fused.Number<T>(1 + gamma) * c) - b - e, c - e),
                zero
            );
            return Vector.ConditionalSelect(Vector.GreaterThan(c, zero), a / (c + b + e), zero);
        }
    }

    /// <summary>
    /// For x of any sign, with q = g / 2 (|W| |x| + |b|) + e: s = R / ((1 + g / 2) z + sign(z) q), and sign(z) s. Sees relevance where z is
    /// negative.
    /// </summary>
    internal readonly struct Signed(double gamma) : IFused
    {
        public Vector<T> Of<T>(Vector<T> a, Vector<T> b, Vector<T> c, out Vector<T> second, ref Vector<T> seen)
            where T : struct, IFloatingPoint<T>
        {
            Vector<T> zero = Vector<T>.Zero,
                above = Vector.GreaterThan(c, zero),
                below = Vector.LessThan(c, zero);
            Vector<T> share = Vector.ConditionalSelect(
                above | below,
                a / ((Fused.Number<T>(1 + (gamma / 2)) * c) + Vector.ConditionalSelect(above, b, -b)),
                zero
            );
            seen |= below & ~Vector.Equals(a, zero);
            second = Vector.ConditionalSelect(above, share, -share);
            return share;
        }
    }

    /// <summary>x t + |x| u.</summary>
    internal readonly struct Joined : IFused
    {
        public Vector<T> Of<T>(Vector<T> a, Vector<T> b, Vector<T> c, out Vector<T> second, ref Vector<T> seen)
            where T : struct, IFloatingPoint<T>
        {
            second = default;
            return (a * b) + (Vector.Abs(a) * c);
        }
    }

    /// <summary>x t where x is positive, x u where it is negative.</summary>
    internal readonly struct ByInput : IFused
    {
        public Vector<T> Of<T>(Vector<T> a, Vector<T> b, Vector<T> c, out Vector<T> second, ref Vector<T> seen)
            where T : struct, IFloatingPoint<T>
        {
            second = default;
            return a * Vector.ConditionalSelect(Vector.GreaterThan(a, Vector<T>.Zero), b, c);
        }
    }

    /// <summary>x (t + u).</summary>
    internal readonly struct Summed : IFused
    {
        public Vector<T> Of<T>(Vector<T> a, Vector<T> b, Vector<T> c, out Vector<T> second, ref Vector<T> seen)
            where T : struct, IFloatingPoint<T>
        {
            second = default;
            return a * (b + c);
        }
    }
}
