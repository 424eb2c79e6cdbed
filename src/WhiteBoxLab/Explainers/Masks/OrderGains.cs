namespace WhiteBoxLab;

/// <summary>
/// A game whose players come one after the other: the mean gain of each over orders, with its standard error, as the orders are run.
/// </summary>
/// <param name="players">How many there are.</param>
/// <param name="values">What coalitions [M, players] are worth, [N, M].</param>
/// <param name="none">What nobody is worth, [N, 1].</param>
/// <param name="all">What all are worth, [N, 1].</param>
internal sealed class OrderGains(int players, Func<Tensor, Tensor> values, Tensor none, Tensor all)
{
    private readonly Tensor sums = zeros([none.shape[0], players], float64, none.device),
        squares = zeros([none.shape[0], players], float64, none.device);
    private int count;

    /// <summary>Runs orders, [M, players].</summary>
    internal void Add(Tensor orders)
    {
        Tensor places = orders.argsort(1), // when each player comes
            gains = Gains(places),
            byPlayer = gains.gather(2, places.to(none.device).unsqueeze(0).expand_as(gains));
        sums.add_(byPlayer.sum([1]));
        squares.add_(byPlayer.square().sum([1]));
        count += (int)orders.shape[0];
    }

    /// <summary>What each further player of each order adds, [N, M, players].</summary>
    private Tensor Gains(Tensor places)
    {
        long count = places.shape[0];
        Tensor shown = places.unsqueeze(1).lt(arange(1, players, int64).view(1, -1, 1)), // [M, players - 1, players]
            between = players == 1
                ? zeros([none.shape[0], count, 0], float64, none.device)
                : values(shown.flatten(0, 1)).view(none.shape[0], count, players - 1);
        return cat([between, all.unsqueeze(1).expand(-1, count, 1)], 2) - cat([none.unsqueeze(1).expand(-1, count, 1), between], 2);
    }

    /// <summary>[N, players].</summary>
    internal Tensor Mean() => sums / count;

    /// <summary>[N, players]; zeros for a single order.</summary>
    internal Tensor StandardErrors() => ((squares - (sums.square() / count)) / Math.Max(1, count - 1) / count).clamp_min(0).sqrt();

    /// <summary>The players' standard error (root mean square) as a part of the range of their means, of the worst photo.</summary>
    internal double Error()
    {
        using IDisposable scope = NewDisposeScope();
        return RelativeError.Of(Mean(), StandardErrors());
    }

    /// <summary>Orders drawn from a seed, [M, players].</summary>
    internal static Tensor Drawn(int count, int players, int seed)
    {
        using Generator generator = new((ulong)seed);
        return rand([count, players], float64, generator: generator).argsort(1);
    }
}
