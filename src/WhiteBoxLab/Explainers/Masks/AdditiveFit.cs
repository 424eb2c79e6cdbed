namespace WhiteBoxLab;

/// <summary>The weighted least-squares fit of an additive function of what is shown, its sums kept as coalitions come.</summary>
internal sealed class AdditiveFit(int players, long photos)
{
    private readonly Tensor products = zeros([players, players], float64), // sum of w z z'
        shown = zeros([players, 1], float64), // sum of w z
        answers = zeros([players, photos], float64), // sum of w z y
        totals = zeros([1, photos], float64); // sum of w y
    private double weight;

    /// <summary>Adds coalitions [M, players], what was seen of each photo [N, M], and what they weigh [M].</summary>
    internal void Add(Tensor coalitions, Tensor seen, Tensor weights)
    {
        Tensor z = coalitions.to(float64),
            weighted = z.t() * weights;
        products.add_(weighted.matmul(z));
        shown.add_(weighted.sum([1], keepdim: true));
        answers.add_(weighted.matmul(seen.t()));
        totals.add_((weights * seen).sum([1]).unsqueeze(0));
        weight += weights.sum().item<double>();
    }

    /// <summary>The values [N, players] without an intercept that sum to <paramref name="sums"/>, [N, 1].</summary>
    internal Tensor Constrained(Tensor sums)
    {
        Tensor inverse = Inverse(products),
            free = inverse.matmul(answers),
            ones = inverse.sum([1], keepdim: true);
        return (free + (ones / ones.sum() * (sums.t() - free.sum([0], keepdim: true)))).t();
    }

    /// <summary>The values [N, players] beside an intercept, held small by <paramref name="ridge"/>.</summary>
    internal Tensor Ridge(double ridge)
    {
        Tensor centred = products - (shown.matmul(shown.t()) / weight),
            answer = answers - (shown.matmul(totals) / weight);
        return Inverse(centred + (ridge * eye(players, dtype: float64))).matmul(answer).t();
    }

    /// <summary>The (pseudo-)inverse of a symmetric matrix.</summary>
    private static Tensor Inverse(Tensor matrix)
    {
        (Tensor values, Tensor vectors) = linalg.eigh(matrix);
        Tensor inverse = where(values.abs().gt(1e-13 * values.abs().max()), 1 / values, zeros_like(values));
        return (vectors * inverse).matmul(vectors.t());
    }
}
