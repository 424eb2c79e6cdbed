namespace WhiteBoxLab;

/// <summary>How a photo is resized; both are widened when shrinking, so that every pixel counts.</summary>
public enum Interpolation
{
    /// <summary>Keys' kernel with a = -0.5, as Pillow's <c>BICUBIC</c>.</summary>
    Bicubic,

    /// <summary>A triangle, as Pillow's <c>BILINEAR</c>.</summary>
    Bilinear,
}
