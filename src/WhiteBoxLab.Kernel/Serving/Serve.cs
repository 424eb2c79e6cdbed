using System.Runtime.InteropServices;
using System.Text;
using WhiteBoxLab.Kernel.Cells;
using WhiteBoxLab.Kernel.Cells.Stopping;
using WhiteBoxLab.Kernel.Running;

namespace WhiteBoxLab.Kernel.Serving;

/// <summary>The verb <c>serve</c>: commands in, events out, until the client is gone.</summary>
internal static class Serve
{
    public static int Run(ServeOptions options)
    {
        StandardStreams streams = StandardStreams.Take();
        LeaveTerminal();
        if (options.WorkingDirectory is { } folder)
            Environment.CurrentDirectory = folder;

        KernelHost host = new(new Outbox(streams.Events), options);
        host.Output.TakeConsole(host.Input);
        if (streams.NativeOutput is { } native)
            host.Output.TakeNative(native);
        CellFunctions.Serve(host.Output, host.Input);
        Checkpoint.Serve(host.Output);
        host.Begin();
        if (options.Warm)
            host.Warm(options.WarmMaps);
        host.SayReady();
        Read(streams.Commands, host);
        Ending.Now(0);
        return 0;
    }

    // Ctrl-C in the client's terminal is the client's business. Fails, harmlessly, when started from a shell by hand: then it means the
    // running cell.
    private static void LeaveTerminal()
    {
        if (!OperatingSystem.IsWindows())
            _ = Libc.NewSession();
    }

    private static void Read(Stream commands, KernelHost host)
    {
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal => Interrupt(signal, host));
        using StreamReader reader = new(commands, new UTF8Encoding(false), false, 1 << 16);
        while (reader.ReadLine() is { } line)
        {
            if (!string.IsNullOrWhiteSpace(line))
                host.Take(line);
        }
    }

    private static void Interrupt(PosixSignalContext signal, KernelHost host)
    {
        if (host.RunningCell is not { } cell)
            return;
        signal.Cancel = true;
        cell.Cancel();
    }
}
