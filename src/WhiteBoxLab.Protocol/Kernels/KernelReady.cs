namespace WhiteBoxLab.Protocol;

/// <summary>The first event of a kernel's process, and the only one without a command.</summary>
/// <param name="KernelInfos">The kernels inside it.</param>
public sealed record KernelReady(IReadOnlyList<KernelInfo> KernelInfos) : Event;
