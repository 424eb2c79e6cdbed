namespace WhiteBoxLab;

/// <summary>Which coalitions KernelSHAP runs, and what they weigh.</summary>
internal static class KernelDraws
{
    /// <summary>Coalitions [M, players] and their weights [M], neither the empty nor the full one. Of the sizes 1 and n - 1 all, then of
    /// 2 and n - 2, as long as there are enough samples; the rest drawn in pairs, with what the other sizes weigh together.</summary>
    internal static (Tensor Shown, Tensor Weights, int Drawn) Of(int players, int samples, int seed)
    {
        List<bool[]> shown = [];
        List<double> weights = [];
        int size = 1;
        for (; size <= players / 2 && shown.Count + Both(players, size) <= samples; size++)
            foreach (bool[] some in Combinations(players, size).SelectMany(c => Pair(c, size * 2 == players)))
            {
                shown.Add(some);
                weights.Add(Mass(players, size) / Both(players, size));
            }
        int all = shown.Count; // the first that is drawn comes behind these
        if (size <= players / 2 && shown.Count < samples)
            Draw(shown, weights, players, size, samples, seed);
        return (tensor(shown.SelectMany(s => s).ToArray()).view(shown.Count, players), tensor(weights.ToArray()), all);
    }

    /// <summary>Draws coalitions of the sizes from <paramref name="size"/> on, with their complements.</summary>
    private static void Draw(List<bool[]> shown, List<double> weights, int players, int size, int samples, int seed)
    {
        double[] mass = [.. Enumerable.Range(size, (players / 2) - size + 1).Select(s => Mass(players, s))];
        int draws = samples - shown.Count;
        using Generator generator = new((ulong)seed);
        using IDisposable scope = NewDisposeScope();
        double[] chances = [.. rand([draws], float64, generator: generator).data<double>()];
        long[] orders = [.. rand([draws, players], float64, generator: generator).argsort(1).flatten().data<long>()];
        for (int draw = 0; shown.Count < samples; draw++)
        {
            int chosen = Chosen(mass, chances[draw] * mass.Sum()) + size;
            bool[] some = new bool[players];
            foreach (long player in orders.AsSpan(draw * players, chosen))
                some[player] = true;
            foreach (bool[] one in Pair(some, isHalf: false).Take(samples - shown.Count))
            {
                shown.Add(one);
                weights.Add(mass.Sum() / draws);
            }
        }
    }

    private static int Chosen(double[] mass, double at)
    {
        int i = 0;
        while (i < mass.Length - 1 && at >= mass[i])
            at -= mass[i++];
        return i;
    }

    private static IEnumerable<bool[]> Pair(bool[] some, bool isHalf) => isHalf ? [some] : [some, [.. some.Select(s => !s)]];

    /// <summary>Coalitions of a size and of its complement.</summary>
    private static double Both(int players, int size) => ShapleyWeights.Binomial(players, size) * (size * 2 == players ? 1 : 2);

    /// <summary>What they weigh together.</summary>
    private static double Mass(int players, int size) => (players - 1.0) / (size * (players - size)) * (size * 2 == players ? 1 : 2);

    private static IEnumerable<bool[]> Combinations(int players, int size)
    {
        int[] chosen = [.. Enumerable.Range(0, size)];
        while (true)
        {
            bool[] some = new bool[players];
            foreach (int player in chosen)
                some[player] = true;
            yield return some;
            int last = size - 1;
            while (last >= 0 && chosen[last] == players - size + last)
                last--;
            if (last < 0)
                yield break;
            chosen[last]++;
            for (int i = last + 1; i < size; i++)
                chosen[i] = chosen[i - 1] + 1;
        }
    }
}
