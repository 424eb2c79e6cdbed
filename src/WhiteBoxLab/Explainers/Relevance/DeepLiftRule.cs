namespace WhiteBoxLab;

/// <summary>How DeepLIFT hands multipliers through an activation.</summary>
public enum DeepLiftRule
{
    /// <summary>The difference of outputs over the difference of inputs.</summary>
    Rescale,

    /// <summary>
    /// What raised the input and what lowered it apart, each with its mean effect in both orders, so that what cancels out is revealed.
    /// </summary>
    RevealCancel,

    /// <summary>
    /// RevealCancel behind linear layers, Rescale everywhere else: what the authors advise for networks of convolutions (they call it the
    /// genomics default).
    /// </summary>
    Genomics,
}
