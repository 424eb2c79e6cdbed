namespace WhiteBoxLab;

/// <summary>
/// The flow of every rule for weights: a sum of <see cref="Branch"/>es. Those that share a factor or a quotient share its product.
/// </summary>
internal sealed class WeightedFlow(LayerCall made, params Branch[] branches) : Flow
{
    private Tensor? stacked; // the weights of all branches along their inputs, for the way up

    internal override Tensor?[] Down(LayerCall call, Tensor signal)
    {
        WeightedLayer layer = call.Weighted;
        Tensor x = call.Input();
        Dictionary<Tensor, Tensor> shares = new(ReferenceEqualityComparer.Instance);
        Tensor[] quotients = [.. branches.Select(b => b.Quotient).Distinct<Tensor>(ReferenceEqualityComparer.Instance)];
        foreach (Tensor quotient in quotients)
            shares[quotient] = Times(signal, quotient, call.SignalIsOwned && ReferenceEquals(quotient, quotients[^1]));
        Tensor? sum = null;
        foreach (IGrouping<Tensor?, Branch> group in branches.GroupBy<Branch, Tensor?>(b => b.Factor, ReferenceEqualityComparer.Instance))
        {
            Tensor part = group.Select(b => layer.Transposed(shares[b.Quotient], b.Weight, x)).Aggregate((a, b) => a.add_(b));
            part = group.Key is { } factor ? Times(part, factor, overwrite: true) : part;
            sum = sum is null ? part : InPlace.Add(sum, part);
        }
        return [sum];
    }

    internal override Tensor Up(LayerCall call, Tensor?[] worths)
    {
        WeightedLayer layer = call.Weighted;
        Tensor worth = worths[0]!; // the only input
        Dictionary<Tensor, Tensor> counted = new(ReferenceEqualityComparer.Instance);
        Tensor Counted(Tensor? factor) =>
            factor switch
            {
                null => worth,
                _ when counted.TryGetValue(factor, out Tensor? there) => there,
                _ => counted[factor] = worth * factor,
            };
        Tensor? sum = null;
        foreach (IGrouping<Tensor, Branch> group in branches.GroupBy<Branch, Tensor>(b => b.Quotient, ReferenceEqualityComparer.Instance))
        {
            Tensor part = (
                branches.Length > 1 && group.Count() == branches.Length && layer is not Convolution { Groups: > 1 }
                    ? layer.Apply(
                        cat([.. branches.Select(b => Counted(b.Factor))], 1),
                        stacked ??= cat([.. branches.Select(b => b.Weight)], 1).DetachFromDisposeScope(),
                        null
                    ) // one pass on stacked channels
                    : group.Select(b => layer.Apply(Counted(b.Factor), b.Weight, null)).Aggregate((a, b) => a.add_(b))
            ).mul_(group.Key);
            sum = sum is null ? part : InPlace.Add(sum, part);
        }
        return sum!; // a rule has a branch at least
    }

    internal override IEnumerable<Tensor> Kept =>
        branches
            .SelectMany(b => (Tensor?[])[b.Factor, b.Quotient])
            .Append(stacked)
            .OfType<Tensor>()
            .Where(t => !ReferenceEquals(t, made.Input()))
            .Distinct<Tensor>(ReferenceEqualityComparer.Instance);
}
