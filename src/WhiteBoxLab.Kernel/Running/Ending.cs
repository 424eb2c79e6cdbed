using System.Diagnostics;

namespace WhiteBoxLab.Kernel.Running;

/// <summary>Ends the process at once, whatever its other threads do.</summary>
internal static class Ending
{
    public static void Now(int exitCode)
    {
        NativeLog.End();
        if (!OperatingSystem.IsWindows())
            Libc.Exit(exitCode);
        Process.GetCurrentProcess().Kill();
    }
}
