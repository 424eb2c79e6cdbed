namespace WhiteBoxLab;

/// <summary>A class and how probable a network holds it.</summary>
/// <param name="Class">From 0.</param>
/// <param name="Label">In words.</param>
/// <param name="Score">Before softmax or sigmoid.</param>
/// <param name="Probability">0 to 1, as <see cref="Network.Outputs"/> has it; not a number where outputs are quantities.</param>
public sealed record Prediction(int Class, string Label, double Score, double Probability);
