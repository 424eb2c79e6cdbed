namespace WhiteBoxLab.Kernel.Tests;

/// <summary>A process that has ended, with what it printed on its two streams.</summary>
internal sealed record EndedVerb(int Code, string Printed, string Complaints);
