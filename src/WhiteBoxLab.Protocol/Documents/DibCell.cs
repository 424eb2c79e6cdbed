namespace WhiteBoxLab.Protocol;

/// <summary>A cell of a <c>.dib</c>.</summary>
/// <param name="Language">What stands behind its <c>#!</c>, as it is written there.</param>
/// <param name="Source">Its text, without empty lines around it.</param>
public sealed record DibCell(string Language, string Source);
