namespace WhiteBoxLab;

/// <summary>
/// What values the pixels of a normalised photo can have, which decides how deep Taylor decomposition shares relevance among them.
/// </summary>
public enum PixelDomain
{
    /// <summary>Between two bounds: zB.</summary>
    Bounded,

    /// <summary>Any real number: w2.</summary>
    Any,

    /// <summary>None below zero: z+, as in the layers behind. Serves signed pixels too, where it is no expansion around a root.</summary>
    Positive,
}
