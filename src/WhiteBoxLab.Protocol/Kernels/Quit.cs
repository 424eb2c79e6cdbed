namespace WhiteBoxLab.Protocol;

/// <summary>Ends the kernel's process with exit code 0. Nothing is promised about events after it.</summary>
public sealed record Quit : Command;
