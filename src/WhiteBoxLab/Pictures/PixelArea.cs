namespace WhiteBoxLab;

/// <summary>A rectangle of a photo, in pixels.</summary>
/// <param name="Left">Its first column.</param>
/// <param name="Top">Its first row.</param>
/// <param name="Width">Its columns.</param>
/// <param name="Height">Its rows.</param>
public readonly record struct PixelArea(int Left, int Top, int Width, int Height);
