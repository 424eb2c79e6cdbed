using System.Runtime.InteropServices;

/// <summary>
/// What a process does that is started with this assembly as its startup hook (<c>DOTNET_STARTUP_HOOKS</c>): as soon as its native lines
/// go into a log, it ends with the next assembly that it loads, as a library's mistake would end it. The runtime looks for this name in
/// no namespace.
/// </summary>
internal static partial class StartupHook
{
    public const string Hooks = "DOTNET_STARTUP_HOOKS",
        Way = "WBL_TEST_ENDS_BY";
    public const string Exception = "exception",
        Abort = "abort",
        Sentence = "Nobody expected this.";

    public static void Initialize() =>
        AppDomain.CurrentDomain.AssemblyLoad += (_, _) =>
        {
            if (File.ResolveLinkTarget("/proc/self/fd/2", false)?.FullName.EndsWith(".txt", StringComparison.Ordinal) == true)
                End(Environment.GetEnvironmentVariable(Way));
        };

    private static void End(string? way)
    {
        if (way == Abort)
            AbortNatively();
        Thread thrower = new(() => throw new InvalidOperationException(Sentence)); // on a thread of its own nobody can catch it
        thrower.Start();
        thrower.Join();
    }

    // As the C++ library does with an exception that nobody catches.
    private static void AbortNatively()
    {
        _ = Write(2, Sentence + "\n", Sentence.Length + 1);
        AbortProcess();
    }

    [LibraryImport("libc", EntryPoint = "write", StringMarshalling = StringMarshalling.Utf8)]
    private static partial nint Write(int descriptor, string text, nint count);

    [LibraryImport("libc", EntryPoint = "abort")]
    private static partial void AbortProcess();
}
