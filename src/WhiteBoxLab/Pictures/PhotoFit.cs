namespace WhiteBoxLab;

/// <summary>What is done with a photo that has other proportions than a network's input.</summary>
public enum PhotoFit
{
    /// <summary>Its largest central part of the input's proportions is taken, or a fraction of that.</summary>
    Centre,

    /// <summary>The whole photo is squeezed to the input's size.</summary>
    Squeeze,

    /// <summary>The whole photo keeps its proportions; what is left of the input beside it has one colour.</summary>
    Letterbox,
}
