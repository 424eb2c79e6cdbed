namespace WhiteBoxLab;

/// <summary>A method that hides segments of the photo and looks at what the score does.</summary>
/// <param name="segments">How the photo is cut; 50 superpixels for null.</param>
/// <param name="baseline">What is seen where a segment is hidden; null where the method chooses.</param>
public abstract class SegmentExplainer(Segments? segments, Baseline? baseline) : Explainer
{
    /// <summary>How the photo is cut.</summary>
    public Segments Segments { get; } = segments ?? Segments.Superpixels(50);

    /// <summary>What is seen where a segment is hidden.</summary>
    public Baseline? Baseline { get; } = baseline;

    /// <summary>The card's number of segments.</summary>
    private protected int Players => Segments.Count;

    /// <inheritdoc/>
    protected sealed override Tensor Attribute(Explanation run)
    {
        run.ResolveTarget();
        Coalitions coalitions = new(run, Segments, numbers =>
            Baseline?.For(run.Network, run.Input) ?? Coalitions.Means(run.Input, numbers, Segments.Count)
        );
        return coalitions.Map(Values(run, coalitions));
    }

    /// <summary>What each segment is worth, [N, players].</summary>
    private protected abstract Tensor Values(Explanation run, Coalitions coalitions);
}
