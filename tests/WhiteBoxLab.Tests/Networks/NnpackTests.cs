using System.Runtime.InteropServices;
using TorchSharp;
using Xunit;

namespace WhiteBoxLab.Tests;

public sealed unsafe class NnpackTests
{
    [Fact]
    public void Libtorch_asks_NNPACK_no_more_once_there_is_a_network()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "There libtorch exports its functions under other names.");
        _ = ReferenceNetworks.Shared("plain-mini", torch.ScalarType.Float64);

        nint library = NativeLibrary.Load("libtorch_cpu", typeof(torch).Assembly, null);
        delegate* unmanaged<nint> context = (delegate* unmanaged<nint>)NativeLibrary.GetExport(library, "_ZN2at13globalContextEv");
        delegate* unmanaged<nint, byte> isEnabled = (delegate* unmanaged<nint, byte>)
            NativeLibrary.GetExport(library, "_ZNK2at7Context17userEnabledNNPACKEv");
        Assert.Equal(0, isEnabled(context()));
    }
}
