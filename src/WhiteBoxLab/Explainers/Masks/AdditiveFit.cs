namespace WhiteBoxLab;

/// <summary>The weighted least-squares fit of an additive function of what is shown, its sums kept as coalitions come.</summary>
internal sealed class AdditiveFit(int players, long photos)
{
    private readonly Tensor products = zeros([players, players], float64), // sum of w z z'
        shown = zeros([players, 1], float64), // sum of w z
        answers = zeros([players, photos], float64), // sum of w z y
        totals = zeros([1, photos], float64); // sum of w y
    private readonly List<(Tensor Coalitions, Tensor Seen, Tensor Weights)> samples = [];
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
        samples.Add((z.MoveToOuterDisposeScope(), seen.alias().MoveToOuterDisposeScope(), weights.alias().MoveToOuterDisposeScope()));
    }

    /// <summary>The values [N, players] without an intercept that sum to <paramref name="sums"/>, [N, 1].</summary>
    internal Tensor Constrained(Tensor sums)
    {
        Tensor inverse = Inverse(products),
            free = inverse.matmul(answers),
            ones = inverse.sum([1], keepdim: true);
        return (free + (ones / ones.sum() * (sums.t() - free.sum([0], keepdim: true)))).t();
    }

    /// <summary>
    /// The standard errors of constrained values, [N, players]: what each sample pulls at them, those before <paramref name="drawn"/>
    /// were not drawn, and of the others two and two go together.
    /// </summary>
    internal Tensor ConstrainedErrors(Tensor values, int drawn)
    {
        Tensor inverse = Inverse(products),
            ones = inverse.sum([1], keepdim: true),
            held = inverse - (ones.matmul(ones.t()) / ones.sum()),
            all = cat([.. samples.Select(s => s.Coalitions)], 0);
        long pairs = (all.shape[0] - drawn) / 2;
        if (pairs < 2)
            return zeros_like(values);
        Tensor z = all.narrow(0, drawn, 2 * pairs),
            gaps = Gaps(values.t(), all, 0).narrow(0, drawn, 2 * pairs); // [M, N]
        Tensor pulls = (gaps.t().unsqueeze(2) * z.unsqueeze(0)).view(values.shape[0], pairs, 2, -1).sum([2]);
        return Spread(pulls.matmul(held));
    }

    /// <summary>The standard errors of values beside an intercept, [N, players].</summary>
    internal Tensor RidgeErrors(Tensor values, double ridge)
    {
        Tensor all = cat([.. samples.Select(s => s.Coalitions)], 0),
            centred = all - (shown / weight).t(),
            inverse = Inverse(products - (shown.matmul(shown.t()) / weight) + (ridge * eye(players, dtype: float64))),
            gaps = Gaps(values.t(), centred, totals / weight);
        return Spread((gaps.t().unsqueeze(2) * centred.unsqueeze(0)).matmul(inverse));
    }

    /// <summary>Weight times what is seen beyond the fit, [M, N].</summary>
    private Tensor Gaps(Tensor values, Tensor coalitions, Tensor intercept) =>
        cat([.. samples.Select(s => s.Weights)], 0).unsqueeze(1)
        * (cat([.. samples.Select(s => s.Seen)], 1).t() - intercept - coalitions.matmul(values));

    /// <summary>The root of the sum of squares over samples, [N, players].</summary>
    private static Tensor Spread(Tensor pulls) => pulls.square().sum([1]).sqrt();

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
