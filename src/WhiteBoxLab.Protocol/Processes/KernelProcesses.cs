namespace WhiteBoxLab.Protocol;

/// <summary>Kernels as processes of this machine, which end with this one.</summary>
public sealed class KernelProcesses : IKernelSource
{
    /// <inheritdoc/>
    public IKernel Start(KernelStart start) => KernelProcess.Start(start);
}
