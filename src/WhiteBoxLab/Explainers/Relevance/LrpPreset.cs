namespace WhiteBoxLab;

/// <summary>One of iNNvestigate's presets: the epsilon rule in linear layers, alpha-beta in convolutions.</summary>
/// <param name="composite">The preset, as <see cref="Composite.Named"/> knows it.</param>
/// <param name="epsilon">The stabilizer of the linear layers.</param>
/// <param name="stabilizer">Of all other denominators.</param>
/// <param name="wholeBias">Whether the whole bias is added to both denominators of a convolution.</param>
/// <param name="layer">The layer whose output the relevance is asked for, by name; the input for null.</param>
public abstract class LrpPreset(string composite, double epsilon, double stabilizer, bool wholeBias, string? layer)
    : RelevanceExplainer(layer)
{
    /// <summary>The stabilizer of the linear layers.</summary>
    public double Epsilon { get; } = epsilon;

    /// <summary>The stabilizer of convolutions and sums.</summary>
    public double Stabilizer { get; } = stabilizer;

    /// <summary>Whether the whole bias is added to both denominators of a convolution, as iNNvestigate does.</summary>
    public bool WholeBias { get; } = wholeBias;

    private protected sealed override Composite Rules =>
        NamedComposites.Make(composite, new(Epsilon, Stabilizer: Stabilizer, WholeBias: WholeBias));
}
