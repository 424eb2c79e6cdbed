namespace WhiteBoxLab.Protocol;

/// <summary>Where kernels come from. Another kind of host is another one of these.</summary>
public interface IKernelSource
{
    /// <summary>Starts a kernel.</summary>
    /// <param name="start">What to start.</param>
    /// <returns>The kernel, which may not be ready yet; the caller disposes it.</returns>
    /// <exception cref="InvalidOperationException">There is no such program.</exception>
    IKernel Start(KernelStart start);
}
