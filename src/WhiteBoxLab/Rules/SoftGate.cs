using System.Numerics;

namespace WhiteBoxLab;

/// <summary>
/// The softened gate of <see cref="BetaSmoothRule"/> on the way back, in one pass over memory and with one exponential, where libtorch's
/// operations take nine and two: the signal times sigmoid(beta z) - sigmoid(beta (z - c)).
/// </summary>
/// <remarks>
/// Both edges are alike, so only the nearer one counts, at a distance t = min(z, c - z): with E = exp(-beta t) and q = exp(-beta c) the
/// gate is (1 - q) E / ((1 + E) (q + E)), and 1 / (1 + E) without a ceiling.
/// Where |beta t| is beyond <c>Far</c> the gate is 1 or, for all that counts, 0: E stays in a range whose square can be written.
/// </remarks>
internal readonly struct SoftGate(double beta, double ceiling) : IFused
{
    private readonly double q = Math.Exp(-beta * ceiling),
        whole = 1 - Math.Exp(-beta * ceiling);

    public Vector<T> Of<T>(Vector<T> a, Vector<T> b, Vector<T> c, out Vector<T> second, ref Vector<T> seen)
        where T : struct, IFloatingPoint<T>
    {
        second = default;
        Vector<T> q = Fused.Number<T>(this.q),
            one = Vector<T>.One,
            far = Fused.Number<T>(typeof(T) == typeof(float) ? 20 : 350);
        Vector<T> t = double.IsInfinity(ceiling) ? b : Vector.MinNative(Fused.Number<T>(ceiling) - b, b);
        Vector<T> x = t * Fused.Number<T>(-beta),
            e = Exponential(Vector.MinNative(far, Vector.MaxNative(-far, x))); // in this order, what is not a number stays
        return Vector.ConditionalSelect(Vector.GreaterThan(x, far), Vector<T>.Zero, a * Fused.Number<T>(whole) * e / ((one + e) * (q + e)));
    }

    private static Vector<T> Exponential<T>(Vector<T> x) =>
        typeof(T) == typeof(float)
            ? (Vector<T>)(object)Exponential((Vector<float>)(object)x)
            : (Vector<T>)(object)Vector.Exp((Vector<double>)(object)x);

    /// <summary>
    /// 2^n exp(r), r = x - n log 2, by its series to r^6: right to the last digits. .NET's own goes over double and takes three times as
    /// long.
    /// </summary>
    private static Vector<float> Exponential(Vector<float> x)
    {
        Vector<int> n = Vector.ConvertToInt32Native(Vector.Round(x * new Vector<float>(1.44269504f)));
        Vector<float> whole = Vector.ConvertToSingle(n),
            r = Sum(whole, 2.12194440e-4f, Vector.FusedMultiplyAdd(whole, new Vector<float>(-0.693359375f), x)); // log 2 in two parts
        Vector<float> low = Sum(r, 1f, Vector<float>.One),
            high = Sum(r, 1f / 6, new(1f / 2)),
            square = r * r;
        Vector<float> rest = Vector.FusedMultiplyAdd(square, new(1f / 720), Sum(r, 1f / 120, new(1f / 24)));
        Vector<float> series = Vector.FusedMultiplyAdd(square, Vector.FusedMultiplyAdd(square, rest, high), low);
        return series * Vector.AsVectorSingle(Vector.ShiftLeft(n + new Vector<int>(127), 23));
    }

    private static Vector<float> Sum(Vector<float> a, float factor, Vector<float> b) =>
        Vector.FusedMultiplyAdd(a, new Vector<float>(factor), b);
}
