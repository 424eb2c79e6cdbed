namespace WhiteBoxLab;

/// <summary>A walk back along patterns instead of weights.</summary>
/// <param name="patterns">The patterns of the network; null for those beside it.</param>
/// <param name="kind">Which of them.</param>
/// <param name="scaled">Whether signals are scaled on the way.</param>
/// <param name="layer">The layer whose signal is asked for, by name; the input for null.</param>
public abstract class PatternExplainer(Patterns? patterns, PatternKind kind, bool scaled, string? layer) : Explainer
{
    /// <summary>The patterns, or null for those that lie beside the network.</summary>
    public Patterns? Patterns { get; } = patterns;

    /// <summary>Which of the patterns: two-component or linear.</summary>
    public PatternKind Kind { get; } = kind;

    /// <summary>Whether each sample's signal is divided by its largest absolute value on the way.</summary>
    public bool Scaled { get; } = scaled;

    /// <summary>The layer whose signal is given, or null for the input.</summary>
    public string? Layer { get; } = layer;

    /// <summary>Weights times pattern instead of the pattern alone.</summary>
    private protected abstract bool Attributes { get; }

    /// <inheritdoc/>
    public sealed override string? Obstacle(Network network)
    {
        if (PatternFit.Obstacle(network) is { } uncovered)
            return uncovered;
        try
        {
            return (Patterns ?? network.Patterns) is { } found
                ? found.Obstacle(network)
                : $"{Card.Name} needs patterns, which are fitted on inputs like those to be explained; '{network.Name}' has no "
                    + $"{WhiteBoxLab.Patterns.FileName} beside it. "
                    + "Fit them with Patterns.Fit(network, batches), or on the command line with fit-patterns.";
        }
        catch (WeightsException exception)
        {
            return exception.Message;
        }
    }

    /// <inheritdoc/>
    protected sealed override Tensor Attribute(Explanation run)
    {
        Rule gradient = new GradientRule(),
            pattern = new PatternRule(
                Patterns
                    ?? run.Network.Patterns
                    ?? throw new InvalidOperationException($"The patterns beside '{run.Network.Name}' have gone."),
                Kind,
                Attributes,
                Scaled
            );
        Tensor signal = run.WalkedBack(
            Layer,
            new((network, i) => network.Layers[i] is WeightedLayer or BatchNormalization ? pattern : gradient)
        ).Signal;
        return Scaled ? PatternRule.Scaled(signal) : signal;
    }
}
