using System.Globalization;

namespace WhiteBoxLab.Kernel.Running;

/// <summary>
/// How much memory this kernel may use. What is too much is refused by the system with an exception; a reserve is kept, so that the cells
/// behind it still compile.
/// </summary>
internal static class MemoryLimit
{
    private const int Reserve = 48 << 20;

    private static int? megabytes;
    private static byte[]? reserve;

    /// <summary>Limits this process and those it starts.</summary>
    /// <exception cref="UsageException">This system cannot.</exception>
    public static void Set(int most)
    {
        if (!OperatingSystem.IsLinux() || Libc.LimitData((ulong)most << 20) != 0)
            throw new UsageException("--memory needs Linux.");
        megabytes = most;
        Keep();
    }

    /// <summary>
    /// A sentence for an exception that the limit caused, behind a line's end; empty for any other. Gives the reserve up.
    /// </summary>
    public static string Advice(Exception exception)
    {
        if (megabytes is not { } most || !IsOfMemory(exception))
            return "";
        reserve = null;
        return string.Create(
            CultureInfo.InvariantCulture,
            $"\nThis kernel may use {most:N0} MB of memory. Let go of what you do not need (x = null, x.Dispose()), or have the "
                + $"limit raised (Lab:KernelMemory)."
        );
    }

    /// <summary>Keeps a reserve again, where there is room.</summary>
    public static void Keep()
    {
        if (megabytes is null || reserve is not null)
            return;
        try
        {
            reserve = GC.AllocateUninitializedArray<byte>(Reserve);
        }
        catch (OutOfMemoryException)
        {
            // Later.
        }
    }

    private static bool IsOfMemory(Exception exception) =>
        exception is OutOfMemoryException or InsufficientMemoryException
        || exception.Message.Contains("allocate memory", StringComparison.OrdinalIgnoreCase)
        || exception.Message.Contains("not enough memory", StringComparison.OrdinalIgnoreCase)
        || exception.InnerException is { } inner && IsOfMemory(inner);
}
