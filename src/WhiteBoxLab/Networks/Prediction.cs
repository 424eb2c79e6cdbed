namespace WhiteBoxLab;

/// <summary>A class and how probable a network holds it.</summary>
/// <param name="Class">From 0.</param>
/// <param name="Label">In words.</param>
/// <param name="Score">Before softmax.</param>
/// <param name="Probability">After softmax, 0 to 1.</param>
public sealed record Prediction(int Class, string Label, double Score, double Probability);
