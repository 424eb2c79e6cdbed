namespace WhiteBoxLab;

/// <summary>Mean and spread of maps that come one after another: what is held does not grow with their number.</summary>
internal sealed class Moments
{
    private Tensor? mean,
        squares; // the sum of squared distances from the mean, after Chan, Golub and LeVeque 1983

    /// <summary>How many maps there have been.</summary>
    internal long Count { get; private set; }

    /// <summary>Their mean.</summary>
    internal Tensor Mean => mean ?? throw new InvalidOperationException("There has been no map yet.");

    /// <summary>Their variance, of the population; never below zero.</summary>
    internal Tensor Variance => Squares / Count;

    /// <summary>How sure the mean is: the standard deviation of the maps over the root of their number; null for a single one.</summary>
    internal Tensor? StandardError => Count < 2 ? null : (Squares / ((double)Count * (Count - 1))).sqrt_();

    /// <summary>The mean standard error as a part of the range of the means, of the worst photo [N, ...]; infinite for a single
    /// map.</summary>
    internal double Error()
    {
        using IDisposable scope = NewDisposeScope();
        if (StandardError is not { } error)
            return double.PositiveInfinity;
        Tensor means = Mean.flatten(1);
        Tensor range = means.amax([1L]) - means.amin([1L]);
        return (error.flatten(1).mean([1L]) / range).max().to(float64).item<double>();
    }

    private Tensor Squares => squares ?? throw new InvalidOperationException("There has been no map yet.");

    /// <summary>Takes in [M, ...]; what is kept belongs to the scope around the present one.</summary>
    internal void Add(Tensor maps)
    {
        long more = maps.shape[0],
            all = Count + more;
        Tensor middle = maps.mean([0L]),
            around = (maps - middle).square().sum([0L]);
        if (mean is null || squares is null)
            (mean, squares) = (middle.MoveToOuterDisposeScope(), around.MoveToOuterDisposeScope());
        else
        {
            Tensor step = middle - mean;
            mean.add_(step * ((double)more / all));
            squares.add_(around).add_(step.square() * ((double)Count * more / all));
        }
        Count = all;
    }
}
