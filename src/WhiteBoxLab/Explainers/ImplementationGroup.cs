namespace WhiteBoxLab;

/// <summary>
/// What a method computes and hands through the network. A reconstruction of WhiteBoxLab's: the survey (Ayyar, Benois-Pineau, Zemmari 2021)
/// closes with a classification by implementation, whose cells are rebuilt here from the methods themselves, not quoted.
/// </summary>
public enum ImplementationGroup
{
    /// <summary>The score's gradient, plain or changed at the activations.</summary>
    GradientBackPropagation,

    /// <summary>Activations of a deep layer, weighted by gradients or by their own statistics.</summary>
    ActivationMaps,

    /// <summary>A quantity that is handed down layer by layer without loss.</summary>
    RelevanceConservation,

    /// <summary>Differences from a reference input.</summary>
    ReferenceDifferences,

    /// <summary>A photo or mask that is optimised.</summary>
    InputOptimisation,

    /// <summary>Not in the survey's table: later than it, or out of its line.</summary>
    Other,
}
