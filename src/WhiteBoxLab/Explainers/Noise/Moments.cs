namespace WhiteBoxLab;

/// <summary>Mean and spread of maps that come one after another: what is held does not grow with their number.</summary>
internal sealed class Moments
{
    /// <summary>Fewer maps are not enough to tell how sure the mean is.</summary>
    private const int Fewest = 8;

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

    /// <summary>Whether the mean standard error is at most this part of the range of the means, for every photo [N, ...]; never for 0, nor
    /// for fewer maps than tell it.</summary>
    internal bool IsWithin(double part)
    {
        if (part <= 0 || Count < Fewest)
            return false;
        using IDisposable scope = NewDisposeScope();
        Tensor means = Mean.flatten(1),
            range = means.amax([1L]) - means.amin([1L]);
        return StandardError is { } error && (error.flatten(1).mean([1L]) / range).max().to(float64).item<double>() <= part;
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
