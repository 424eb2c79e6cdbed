using System.Runtime.InteropServices;
using WhiteBoxLab.Kernel.Running;

namespace WhiteBoxLab.Kernel.Serving;

/// <summary>How long files may become and how many threads there may be: for this kernel and what it starts.</summary>
internal static class FileLimits
{
    private const PosixSignal FileTooLong = (PosixSignal)25; // SIGXFSZ: unheard, it ends the process

    private static readonly Version CountedBySandbox = new(5, 14); // Linux: before, all threads of the user counted, also those outside

    private static PosixSignalRegistration? heard;

    /// <summary>Limits this process and those it starts.</summary>
    /// <param name="megabytes">The most of each file; null for no limit.</param>
    /// <param name="processes">The most threads together; null for no limit.</param>
    /// <exception cref="UsageException">This system cannot.</exception>
    public static void Set(int? megabytes, int? processes)
    {
        if (megabytes is null && processes is null)
            return;
        if (!OperatingSystem.IsLinux())
            throw new UsageException("--file-size and --processes need Linux.");
        heard ??= PosixSignalRegistration.Create(FileTooLong, signal => signal.Cancel = true); // the write then fails with an exception
        if (megabytes is { } most && Libc.LimitFiles((ulong)most << 20) != 0)
            throw new UsageException($"--file-size {most} is more than this process may have.");
        if (processes is { } count && Environment.OSVersion.Version >= CountedBySandbox && Libc.LimitProcesses((ulong)count) != 0)
            throw new UsageException($"--processes {count} is more than this process may have.");
    }
}
