namespace WhiteBoxLab;

/// <summary>What Shap-CAM makes of the positions' Shapley values.</summary>
public enum ShapCamReadout
{
    /// <summary>The paper's: a channel weighs the sum of its activations times the positions' values; the map is the weighted sum of
    /// channels.</summary>
    ChannelWeighted,

    /// <summary>The positions' values themselves.</summary>
    PhiMap,
}
