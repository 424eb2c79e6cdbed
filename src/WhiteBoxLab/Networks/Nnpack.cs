using System.Runtime.InteropServices;

namespace WhiteBoxLab;

/// <summary>
/// libtorch asks NNPACK about every convolution that oneDNN leaves, in float64 about each, and then uses it for none: from a batch of 16
/// on, where it would, oneDNN has been before. Where NNPACK does not know the processor, each question prints a line.
/// </summary>
internal static unsafe class Nnpack
{
    /// <summary>Lets libtorch ask no more, in the whole process. Does nothing where this libtorch has no such switch.</summary>
    public static void SwitchOff()
    {
        // at::globalContext().setUserEnabledNNPACK(false): neither libtorch's plain names nor TorchSharp have a word for it.
        if (
            NativeLibrary.TryLoad("libtorch_cpu", typeof(torch).Assembly, null, out nint library)
            && NativeLibrary.TryGetExport(library, "_ZN2at13globalContextEv", out nint context)
            && NativeLibrary.TryGetExport(library, "_ZN2at7Context20setUserEnabledNNPACKEb", out nint enable)
        )
            ((delegate* unmanaged<nint, byte, void>)enable)(((delegate* unmanaged<nint>)context)(), 0);
    }
}
