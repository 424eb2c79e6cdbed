namespace WhiteBoxLab;

/// <summary>One photo's way from its baseline on which values with small gradients go first, in double precision.</summary>
internal sealed class GuidedWay(double[] end, double[] start, double fraction, double maxDist)
{
    private const double Near = 1e-9;

    private readonly double length = Distance(end, start);

    /// <summary>Where it is.</summary>
    internal double[] At { get; } = [.. start];

    /// <summary>What each value has brought so far: how far it went, times the gradient there.</summary>
    internal double[] Map { get; } = new double[end.Length];

    /// <summary>Goes on until the distance that is left is 1 - <paramref name="place"/> of the whole.</summary>
    internal void Go(double place, double[] slope)
    {
        double low = Math.Max(place - maxDist, 0),
            high = Math.Min(place + maxDist, 1),
            goal = length * (1 - place);
        if (length == 0)
            return;
        double[] size = [.. slope.Select(Math.Abs)],
            before = [.. At];
        Catch(low);
        while (!IsNear(Distance(At, end), goal) && Advance(size, high, goal)) { }
        for (int i = 0; i < Map.Length; i++)
            Map[i] += (At[i] - before[i]) * slope[i];
    }

    /// <summary>Nobody stays further behind than allowed.</summary>
    private void Catch(double low)
    {
        for (int i = 0; i < At.Length; i++)
            if (end[i] != start[i] && (At[i] - start[i]) / (end[i] - start[i]) < low)
                At[i] = On(i, low);
    }

    /// <summary>Moves the values with the smallest gradients, as far as they may or as far as it takes; whether more have to.</summary>
    private bool Advance(double[] size, double high, double goal)
    {
        for (int i = 0; i < At.Length; i++)
            if (At[i] == On(i, high))
                size[i] = double.PositiveInfinity;
        double threshold = Lowest(size);
        int[] moving = [.. Enumerable.Range(0, At.Length).Where(i => size[i] <= threshold && double.IsFinite(size[i]))];
        double room = moving.Sum(i => Math.Abs(At[i] - On(i, high))),
            part = room > 0 ? (Distance(At, end) - goal) / room : double.PositiveInfinity;
        foreach (int i in moving)
            At[i] = part > 1 ? On(i, high) : At[i] + ((On(i, high) - At[i]) * part);
        return part > 1 && moving.Length > 0;
    }

    private double On(int i, double place) => start[i] + ((end[i] - start[i]) * place);

    /// <summary>The value below which the fraction lies, one that there is.</summary>
    private double Lowest(double[] size)
    {
        double[] sorted = [.. size];
        Array.Sort(sorted);
        return sorted[(int)(fraction * (sorted.Length - 1))];
    }

    private static double Distance(double[] a, double[] b) => a.Zip(b, (x, y) => Math.Abs(x - y)).Sum();

    private static bool IsNear(double a, double b) => Math.Abs(a - b) <= Math.Max(Near * Math.Max(Math.Abs(a), Math.Abs(b)), Near);
}
