namespace WhiteBoxLab;

/// <summary>
/// The colours of a heatmap. All but <see cref="Jet"/> are perceptually even: equal steps of the value look like equal steps. Signed maps
/// are painted blue (against) and orange (for), transparent at zero, whichever of the even ones is chosen.
/// </summary>
public enum ColourMap
{
    /// <summary>Black over red to yellow, without its darkest and lightest end. The default.</summary>
    Inferno,

    /// <summary>Black over violet to cream.</summary>
    Magma,

    /// <summary>Violet over green to yellow.</summary>
    Viridis,

    /// <summary>Black over blue to pale green.</summary>
    Mako,

    /// <summary>Dark to white.</summary>
    Grey,

    /// <summary>Blue, green, red: for comparison with older papers only. It draws edges where the map has none.</summary>
    Jet,
}
