namespace WhiteBoxLab.Protocol;

/// <summary>Runs the cells of a notebook file. Answered by the events of its cells.</summary>
/// <param name="File">The file's path.</param>
public sealed record ImportDocument(string File) : Command;
