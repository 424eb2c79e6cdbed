namespace WhiteBoxLab;

/// <summary>
/// The straight way of one photo, cut where it has to be: a piece has the slope at its ends and in its middle (Simpson's rule), and the
/// scores there tell by how much its sum is off, so the worst pieces are halved. A piece keeps the points that it had.
/// </summary>
/// <param name="look">The gradient [M, 3, H, W] and the score [M] at places from 0 to 1.</param>
/// <param name="way">[1, 3, H, W]: the way's whole length.</param>
internal sealed class AdaptiveWay(Func<double[], (Tensor Gradient, Tensor Scores)> look, Tensor way)
{
    private readonly SortedList<double, Point> points = [];
    private List<Piece> pieces = [];

    /// <summary>The least number of points.</summary>
    internal const int Fewest = 5;

    /// <summary>How many points there are.</summary>
    internal int Steps => points.Count;

    /// <summary>What the map should sum to.</summary>
    internal double Difference => points.Values[^1].Score - points.Values[0].Score;

    /// <summary>[1, 3, H, W]: the map as the pieces have it.</summary>
    internal Tensor Map
    {
        get
        {
            Tensor sum = zeros_like(way);
            foreach (IGrouping<double, (double At, double Weight)> one in pieces.SelectMany(p => p.Weights).GroupBy(w => w.At))
                sum.add_(points[one.Key].Gradient, one.Sum(w => w.Weight));
            return sum.mul_(way);
        }
    }

    /// <summary>Whether the sum, and that of each piece, is off by no more than a part of what the map should sum to.</summary>
    internal bool IsWithin(double tolerance) =>
        pieces.Count > 0 && Math.Max(Math.Abs(pieces.Sum(Gap)), pieces.Max(p => Math.Abs(Gap(p)))) <= tolerance * Math.Abs(Difference);

    /// <summary>The first pieces.</summary>
    internal void Begin()
    {
        Look([0, 0.25, 0.5, 0.75, 1]);
        pieces = [new(0, 0.5), new(0.5, 1)];
    }

    /// <summary>Halves the worst pieces, for two more points each.</summary>
    internal void Halve(int count)
    {
        Piece[] worst = [.. pieces.OrderByDescending(p => Math.Abs(Gap(p))).Take(count)];
        Look([.. worst.SelectMany(p => p.Halves).Select(h => h.Middle)]);
        pieces = [.. pieces.Except(worst), .. worst.SelectMany(p => p.Halves)];
    }

    /// <summary>What a piece gives more than the score rises on it.</summary>
    private double Gap(Piece piece) =>
        piece.Weights.Sum(w => w.Weight * points[w.At].Slope) - (points[piece.To].Score - points[piece.From].Score);

    private void Look(double[] places)
    {
        (Tensor gradient, Tensor scores) = look(places);
        double[] slopes = [.. (gradient * way).to(float64).sum([1, 2, 3]).cpu().data<double>()],
            values = [.. scores.to(float64).cpu().data<double>()];
        foreach ((int i, double place) in places.Index())
            points[place] = new(gradient.narrow(0, i, 1), slopes[i], values[i]);
    }

    /// <summary>What is known of a point.</summary>
    private sealed class Point(Tensor gradient, double slope, double score)
    {
        internal Tensor Gradient => gradient;

        internal double Slope => slope;

        internal double Score => score;
    }

    /// <summary>From one place to another.</summary>
    private sealed record Piece(double From, double To)
    {
        internal double Middle => (From + To) / 2;

        internal Piece[] Halves => [new(From, Middle), new(Middle, To)];

        internal (double At, double Weight)[] Weights => [(From, (To - From) / 6), (Middle, (To - From) * 4 / 6), (To, (To - From) / 6)];
    }
}
