using System.Runtime.InteropServices;

namespace WhiteBoxLab.Kernel.Running;

// The few calls of the C library that .NET has no words for.
internal static partial class Libc
{
    private const int CloseOnExec = 0x80000; // O_CLOEXEC on Linux

    [LibraryImport("libc", EntryPoint = "dup", SetLastError = true)]
    public static partial int Duplicate(int descriptor);

    [LibraryImport("libc", EntryPoint = "dup2", SetLastError = true)]
    public static partial int DuplicateTo(int descriptor, int target);

    [LibraryImport("libc", EntryPoint = "dup3", SetLastError = true)]
    private static partial int DuplicateTo(int descriptor, int target, int flags);

    // A second number for a descriptor, which on Linux no child inherits. dup3 is the way to mark one that exists: it needs another number.
    public static int PrivateCopy(int descriptor)
    {
        int copy = Duplicate(descriptor);
        if (OperatingSystem.IsLinux())
            _ = DuplicateTo(descriptor, copy, CloseOnExec);
        return copy;
    }

    [LibraryImport("libc", EntryPoint = "pipe", SetLastError = true)]
    public static unsafe partial int Pipe(int* ends);

    [LibraryImport("libc", EntryPoint = "close", SetLastError = true)]
    public static partial int Close(int descriptor);

    [LibraryImport("libc", EntryPoint = "setsid", SetLastError = true)]
    public static partial int NewSession();

    [LibraryImport("libc", EntryPoint = "getppid")]
    public static partial int ParentId();

    // RLIMIT_DATA counts what is writable and private, and so not what the garbage collector only reserves. 0 when it is done.
    public static int LimitData(ulong bytes) => SetLimit(2, bytes);

    // RLIMIT_FSIZE: a file that would grow longer is refused, once the signal that comes with it is taken.
    public static int LimitFiles(ulong bytes) => SetLimit(1, bytes);

    // RLIMIT_NPROC counts the threads of a user; in a sandbox that is a user of its own. The system's own user it does not limit.
    public static int LimitProcesses(ulong count) => SetLimit(6, count);

    private static int SetLimit(int resource, ulong most)
    {
        Limit limit = new() { Now = most, Most = most };
        return SetLimit(resource, ref limit);
    }

    [LibraryImport("libc", EntryPoint = "setrlimit", SetLastError = true)]
    private static partial int SetLimit(int resource, ref Limit limit);

    private struct Limit
    {
        public ulong Now;
        public ulong Most;
    }

    // Writes out what the C library still holds back; 0 means all its files.
    [LibraryImport("libc", EntryPoint = "fflush")]
    public static partial int Flush(nint file);

    // Waits until a descriptor can be read: 1 when it can, 0 when the time is over.
    public static int WaitForInput(int descriptor, int milliseconds)
    {
        PollDescriptor one = new() { Descriptor = descriptor, Events = 1 };
        return Poll(ref one, 1, milliseconds);
    }

    [LibraryImport("libc", EntryPoint = "poll", SetLastError = true)]
    private static partial int Poll(ref PollDescriptor descriptors, nuint count, int milliseconds);

    private struct PollDescriptor
    {
        public int Descriptor;
        public short Events;
        public short Happened;
    }

    // Ends the process without running exit handlers: those of native libraries may crash or wait while other threads still compute.
    [LibraryImport("libc", EntryPoint = "_exit")]
    public static partial void Exit(int code);
}
