namespace WhiteBoxLab;

/// <summary>One of Zennit's composites: the epsilon rule in linear layers, another in convolutions.</summary>
/// <param name="composite">The composite, as <see cref="Composite.Named"/> knows it.</param>
/// <param name="epsilon">The stabilizer of the linear layers.</param>
/// <param name="stabilizer">Of all other denominators.</param>
/// <param name="zeroBias">Whether biases take no relevance.</param>
/// <param name="layer">The layer whose output the relevance is asked for, by name; the input for null.</param>
public abstract class LrpEpsilon(string composite, double epsilon, double stabilizer, bool zeroBias, string? layer)
    : RelevanceExplainer(layer)
{
    /// <summary>The stabilizer of the linear layers.</summary>
    public double Epsilon { get; } = epsilon;

    /// <summary>The stabilizer of convolutions and sums.</summary>
    public double Stabilizer { get; } = stabilizer;

    /// <summary>Whether biases take no relevance.</summary>
    public bool ZeroBias { get; } = zeroBias;

    /// <summary>The composite's numbers.</summary>
    private protected virtual CompositeSettings Settings => new(Epsilon, Stabilizer: Stabilizer, ZeroBias: ZeroBias);

    private protected sealed override Composite Rules => NamedComposites.Make(composite, Settings);
}
