using Microsoft.Win32.SafeHandles;

namespace WhiteBoxLab.Kernel.Running;

/// <summary>
/// The pipes to the client, taken away from everybody else: descriptors 0 and 1 are copied to private ones that no child inherits, then 0
/// leads nowhere and
/// 1 into a pipe of our own, so that whatever native code or a child process prints becomes output of the running cell. Descriptor 2 stays
/// as it is: what
/// native code writes there and the runtime's last words are the client's, which keeps them for the death's report.
/// </summary>
internal sealed record StandardStreams(Stream Commands, Stream Events, FileStream? NativeOutput)
{
    /// <summary>Takes the streams. Must come before anything that prints or reads.</summary>
    public static StandardStreams Take() =>
        OperatingSystem.IsWindows()
            ? new StandardStreams(Console.OpenStandardInput(), Console.OpenStandardOutput(), null)
            : new StandardStreams(Private(0, FileAccess.Read), Private(1, FileAccess.Write), CaptureOutput());

    private static FileStream Private(int descriptor, FileAccess access)
    {
        int copy = Libc.PrivateCopy(descriptor);
        if (descriptor == 0)
            Replace(0, File.OpenHandle("/dev/null"));
        return new FileStream(new SafeFileHandle(copy, ownsHandle: true), access, bufferSize: 0);
    }

    private static unsafe FileStream CaptureOutput()
    {
        int* ends = stackalloc int[2];
        _ = Libc.Pipe(ends);
        int reading = Libc.PrivateCopy(ends[0]);
        _ = Libc.Close(ends[0]);
        _ = Libc.DuplicateTo(ends[1], 1);
        _ = Libc.Close(ends[1]);
        return new FileStream(new SafeFileHandle(reading, ownsHandle: true), FileAccess.Read, bufferSize: 0);
    }

    private static void Replace(int descriptor, SafeFileHandle by)
    {
        using (by)
            _ = Libc.DuplicateTo((int)by.DangerousGetHandle(), descriptor);
    }
}
