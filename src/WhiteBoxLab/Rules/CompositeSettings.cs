namespace WhiteBoxLab;

/// <summary>The numbers of the named composites.</summary>
/// <param name="Epsilon">Of the epsilon rule in linear layers; null for the composite's own (1e-6, iNNvestigate's presets 0.1).</param>
/// <param name="Gamma">Of the gamma rule.</param>
/// <param name="Stabilizer">Of all other denominators.</param>
/// <param name="ZeroBias">Whether biases take no relevance.</param>
/// <param name="Low">Lowest normalised pixel of each channel; null for black.</param>
/// <param name="High">Highest normalised pixel of each channel; null for white.</param>
/// <param name="WholeBias">Whether alpha-beta adds the whole bias to both denominators, as iNNvestigate does.</param>
internal sealed record CompositeSettings(
    double? Epsilon = null,
    double Gamma = 0.25,
    double Stabilizer = 1e-6,
    bool ZeroBias = false,
    IReadOnlyList<double>? Low = null,
    IReadOnlyList<double>? High = null,
    bool WholeBias = false
);
