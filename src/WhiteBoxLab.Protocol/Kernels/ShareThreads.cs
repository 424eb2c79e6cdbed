namespace WhiteBoxLab.Protocol;

/// <summary>
/// An extension of ours: tells a kernel how many threads its networks may use from the next cell on, so that kernels that work at the same
/// time share the machine.
/// </summary>
/// <param name="Count">How many, from 1.</param>
public sealed record ShareThreads(int Count) : Command;
