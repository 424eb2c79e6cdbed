namespace WhiteBoxLab;

/// <summary>Exact Shapley values of a game whose coalitions are all known.</summary>
internal static class ShapleyWeights
{
    /// <summary>[N, players] from [N, 2^players]; bit i of a coalition's number says whether player i is in it.</summary>
    internal static Tensor Of(Tensor values, int players) =>
        stack(Enumerable.Range(0, players).Select(player => Gain(values, players, player)), 1);

    /// <summary>Sum over the coalitions without a player of what it adds, times s! (n - s - 1)! / n!.</summary>
    private static Tensor Gain(Tensor values, int players, int player)
    {
        int[] without = [.. Enumerable.Range(0, 1 << players).Where(q => (q >> player & 1) == 0)];
        double[] weights = [.. without.Select(q => Weight(players, int.PopCount(q)))];
        Tensor before = values.index_select(1, tensor(without.Select(q => (long)q).ToArray(), device: values.device)),
            after = values.index_select(1, tensor(without.Select(q => (long)(q | 1 << player)).ToArray(), device: values.device));
        return ((after - before) * tensor(weights, device: values.device)).sum([1]);
    }

    private static double Weight(int players, int size) => 1 / (players * Binomial(players - 1, size));

    /// <summary>How many ways there are to choose some of so many.</summary>
    internal static double Binomial(int of, int some)
    {
        double ways = 1;
        for (int i = 1; i <= Math.Min(some, of - some); i++)
            ways = ways * (of - i + 1) / i;
        return Math.Round(ways);
    }
}
