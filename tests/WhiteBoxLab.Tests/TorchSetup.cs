using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace WhiteBoxLab.Tests;

/// <summary>
/// Tests run side by side, each with torch's threads. Unless these sleep while they wait, they take the cores from each other: the parity
/// tests then take ten times as long.
/// OpenMP reads its settings from the native environment when it is loaded, so they are set before the first tensor.
/// </summary>
internal static partial class TorchSetup
{
    [ModuleInitializer]
    internal static void Run()
    {
        if (!OperatingSystem.IsLinux())
            return;
        _ = SetEnvironment("OMP_WAIT_POLICY", "passive", 0);
        _ = SetEnvironment("GOMP_SPINCOUNT", "0", 0);
    }

    [LibraryImport("libc", EntryPoint = "setenv", StringMarshalling = StringMarshalling.Utf8)]
    private static partial int SetEnvironment(string name, string value, int overwrite);
}
