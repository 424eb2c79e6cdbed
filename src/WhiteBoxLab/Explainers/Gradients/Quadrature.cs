namespace WhiteBoxLab;

/// <summary>How an integral over [0, 1] becomes a weighted sum.</summary>
public enum Quadrature
{
    /// <summary>The points of Gauss and Legendre: exact for polynomials up to degree 2 n - 1.</summary>
    GaussLegendre,

    /// <summary>The middles of n equal parts (Captum's <c>riemann_middle</c>).</summary>
    MidPoint,

    /// <summary>n points from 0 to 1, the two ends at half weight; the weights sum to 1.</summary>
    Trapezoid,

    /// <summary>The left ends of n equal parts.</summary>
    Left,

    /// <summary>The right ends of n equal parts, as in the paper.</summary>
    Right,

    /// <summary>
    /// Captum's <c>riemann_trapezoid</c>: n points from 0 to 1 with weights 1 / n, half at the ends, so that they sum to (n - 1) / n. For
    /// comparison with Captum only.
    /// </summary>
    CaptumTrapezoid,
}

/// <summary>The points and weights.</summary>
internal static class Quadratures
{
    /// <summary>Points in [0, 1] with their weights, in an order in which every beginning covers the whole range.</summary>
    internal static (double At, double Weight)[] Points(this Quadrature quadrature, int n)
    {
        (double At, double Weight)[] points = quadrature switch
        {
            Quadrature.GaussLegendre => GaussLegendre(n),
            Quadrature.MidPoint => Riemann(n, 0.5),
            Quadrature.Left => Riemann(n, 0),
            Quadrature.Right => Riemann(n, 1),
            Quadrature.Trapezoid => n == 1 ? Riemann(1, 0.5) : Trapezoid(n, 1.0 / (n - 1)),
            _ => n == 1 ? [(0, 1)] : Trapezoid(n, 1.0 / n),
        };
        return [.. Enumerable.Range(0, n).OrderBy(i => Reversed(i, n)).Select(i => points[i])];
    }

    private static (double, double)[] Riemann(int n, double shift) => [.. Enumerable.Range(0, n).Select(i => ((i + shift) / n, 1.0 / n))];

    private static (double, double)[] Trapezoid(int n, double weight) =>
        [.. Enumerable.Range(0, n).Select(i => ((double)i / (n - 1), i == 0 || i == n - 1 ? weight / 2 : weight))];

    private static (double, double)[] GaussLegendre(int n)
    {
        (double, double)[] points = new (double, double)[n];
        for (int i = 0; i < n; i++)
        {
            double x = Math.Cos(Math.PI * (i + 0.75) / (n + 0.5)),
                slope = 1; // a good first guess; Newton does the rest
            for (int turn = 0; turn < 100; turn++)
            {
                (double value, slope) = Legendre(n, x);
                double step = value / slope;
                x -= step;
                if (Math.Abs(step) < 1e-16)
                    break;
            }
            slope = Legendre(n, x).Slope;
            points[n - 1 - i] = ((1 + x) / 2, 1 / ((1 - (x * x)) * slope * slope));
        }
        return points;
    }

    private static (double Value, double Slope) Legendre(int n, double x)
    {
        double last = 1,
            value = x;
        for (int k = 2; k <= n; k++)
            (last, value) = (value, (((2 * k) - 1) * x * value - ((k - 1) * last)) / k);
        return (value, n * ((x * value) - last) / ((x * x) - 1));
    }

    /// <summary>The bits of i in reverse: a walk that halves the gaps again and again.</summary>
    private static double Reversed(int i, int n)
    {
        double place = 0.5,
            reversed = 0;
        for (int bits = i; bits > 0; bits >>= 1, place /= 2)
            reversed += (bits & 1) * place;
        return reversed;
    }
}
