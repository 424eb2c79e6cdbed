namespace WhiteBoxLab;

/// <summary>The families of the survey's taxonomy.</summary>
public enum Family
{
    /// <summary>The network is taken as (piecewise) linear: gradients and what is built on them.</summary>
    Linearization,

    /// <summary>The network's structure of layers is used: relevance propagation, activations.</summary>
    Structure,

    /// <summary>A photo or mask is optimised.</summary>
    Adversarial,

    /// <summary>Only inputs and outputs are used; for comparison.</summary>
    BlackBox,

    /// <summary>No explanation at all, to see what a metric makes of it.</summary>
    Control,
}
