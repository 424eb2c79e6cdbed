using System.ComponentModel;
using System.Diagnostics;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Running;

/// <summary>
/// Where native libraries print while a verb runs: descriptors 1 and 2 lead into a file, and only what the verb says by
/// <see cref="Console"/> reaches the user. Linux only. Nothing can be done in a process that a signal ends, so a shell waits beside it
/// and then shows the last lines.
/// </summary>
internal static class NativeLog
{
    // $0 is the file. A line from the verb is its normal end; an input that ends without one is its death.
    // Frames of stacks stay in the file: the reason stands above them.
    private const string Wait = """
        exec >&2
        read -r over && exit
        [ -s "$0" ] || exec rm -f "$0"
        echo "The process died. Its last lines, all of which are in $0:"
        grep -v '^   at ' "$0" | tail -n 20
        """;

    private static string? file;
    private static Process? waiting;

    /// <summary>Takes the descriptors. Must come before the first native library is loaded.</summary>
    /// <param name="verb">What the file is named after.</param>
    public static void Take(string verb)
    {
        if (!OperatingSystem.IsLinux() || Open(verb) is not { } log)
            return;
        _ = (Console.Out, Console.Error, Console.IsErrorRedirected); // it keeps copies of the user's descriptors, and the answer
        waiting = StartWaiting();
        int user = Libc.PrivateCopy(2);
        using (log)
            _ = Libc.DuplicateTo(Descriptor(log), 1) & Libc.DuplicateTo(Descriptor(log), 2);
        AppDomain.CurrentDomain.UnhandledException += (_, _) => Libc.DuplicateTo(user, 2); // the runtime tells of it there, in full
        AppDomain.CurrentDomain.ProcessExit += (_, _) => End();
    }

    /// <summary>Says that the process ends as it should. A file that nothing was written into goes.</summary>
    public static void End()
    {
        if (Interlocked.Exchange(ref file, null) is not { } path)
            return;
        _ = Libc.Flush(0);
        if (new FileInfo(path) is { Exists: true, Length: 0 } empty)
            empty.Delete();
        EndWaiting();
    }

    // Where no file can be made, the lines go where they always went.
    private static FileStream? Open(string verb)
    {
        try
        {
            FileStream log = (FileStream)new OutputFiles(Path.Combine(DataFolder.Usual, "logs")).Open(verb).BaseStream;
            file = log.Name;
            return log;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    private static int Descriptor(FileStream log) => (int)log.SafeFileHandle.DangerousGetHandle();

    private static Process? StartWaiting()
    {
        try
        {
            return Process.Start(new ProcessStartInfo("/bin/sh", ["-c", Wait, file ?? ""]) { RedirectStandardInput = true });
        }
        catch (Win32Exception)
        {
            return null; // no shell: the lines are in the file
        }
    }

    private static void EndWaiting()
    {
        try
        {
            waiting?.StandardInput.WriteLine();
            waiting?.StandardInput.Close();
        }
        catch (IOException)
        {
            // Ctrl-C has ended it as well.
        }
    }
}
