namespace WhiteBoxLab;

/// <summary>Relevance handed down from the target by the rules of a composite, to the input or to a layer.</summary>
/// <param name="layer">The layer whose output the relevance is asked for, by name; the input for null.</param>
public abstract class RelevanceExplainer(string? layer) : Explainer
{
    /// <summary>The layer whose relevance is given, or null for the input.</summary>
    public string? Layer { get; } = layer;

    /// <summary>The rules.</summary>
    private protected abstract Composite Rules { get; }

    /// <summary>Whether the score is put in, not 1.</summary>
    private protected virtual bool StartsAtTheScore => false;

    /// <inheritdoc/>
    protected sealed override Tensor Attribute(Explanation run)
    {
        (_, Tensor relevance) = run.WalkedBack(Layer, Rules.Table());
        double[] start = [.. run.TargetScores.Select(s => StartsAtTheScore ? s : 1)];
        if (StartsAtTheScore)
            relevance.mul_(tensor(start, relevance.dtype, relevance.device).view(-1, 1, 1, 1)); // linear in what is put in
        run.Promise("conservation", start, relevance);
        return relevance;
    }
}
