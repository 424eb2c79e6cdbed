using System.Runtime.InteropServices;
using WhiteBoxLab.Kernel.Jupyter;
using WhiteBoxLab.Kernel.Running;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Verbs;

/// <summary>The verb <c>jupyter</c>.</summary>
internal sealed class JupyterVerb : Verb
{
    public override string Name => "jupyter";

    public override string Summary => "be a kernel of Jupyter, or tell Jupyter of it";

    public override string Help =>
        """
            WhiteBoxLab.Kernel jupyter install [--user] [--prefix FOLDER]
            WhiteBoxLab.Kernel jupyter -f CONNECTION.json

            The first tells Jupyter of the kernel: JupyterLab then has it as "C# (WhiteBoxLab)". The second is what
            Jupyter starts; it speaks Jupyter's protocol (5.3)
            and ends when Jupyter says so or is gone. The cells run in the same kernel as everywhere, in a process of their own:
            when that dies, the cell says why, and
            there is a new one.

              --user               for this user (the default)
              --prefix FOLDER      for an environment, such as /usr/local or a virtual environment of Python
              -f FILE              the connection file that Jupyter wrote
              --artifacts FOLDER   where maps and pictures are written (default: a folder in the temporary directory)
            """;

    public override int Run(IReadOnlyList<string> line)
    {
        Arguments arguments = Arguments.Parse(
            line.Select(word => word == "-f" ? "--connection-file" : word),
            ["--connection-file", "--prefix", "--artifacts"],
            ["--user"]
        );
        if (arguments.Others is ["install"])
            return Install(arguments);
        if (arguments.Others is [var other, ..])
            throw new UsageException($"jupyter takes no '{other}'. It takes install, or -f FILE.");
        string file = arguments["--connection-file"] ?? throw new UsageException("jupyter needs install, or -f FILE.");
        return ServeAsync(ConnectionFile.Read(file), arguments["--artifacts"] ?? Path.Combine(Path.GetTempPath(), "whiteboxlab-artifacts"))
            .GetAwaiter()
            .GetResult();
    }

    private static int Install(Arguments arguments)
    {
        if (arguments.Has("--user") && arguments["--prefix"] is not null)
            throw new UsageException("--user and --prefix name two places: give one.");
        Console.Out.WriteLine($"Jupyter finds the kernel in {KernelSpecFolder.Write(arguments["--prefix"])}.");
        return ExitCode.Done;
    }

    private static async Task<int> ServeAsync(ConnectionFile file, string artifacts)
    {
        using JupyterSockets sockets = new(file, sentence => Console.Error.WriteLine(sentence));
        await using JupyterEngine engine = new(KernelStart.Serve(AppContext.BaseDirectory, artifacts, "--input", "--warm"));
        JupyterKernel kernel = new(sockets, engine);
        await engine.StartAsync().ConfigureAwait(false);
        using PosixSignalRegistration interrupt = PosixSignalRegistration.Create(PosixSignal.SIGINT, signal =>
        {
            signal.Cancel = true;
            kernel.Interrupt();
        });
        using Timer watch = new(_ => EndWithParent(Libc.ParentId()), null, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(1));
        sockets.Run();
        return ExitCode.Done;
    }

    // Jupyter says by this variable that the kernel is to end with it.
    private static void EndWithParent(int parent)
    {
        if (
            !OperatingSystem.IsWindows()
            && Environment.GetEnvironmentVariable("JPY_PARENT_PID") is { Length: > 0 } jupyter
            && parent != StartedBy
            && jupyter != "1"
        )
            Ending.Now(ExitCode.Done);
    }

    private static readonly int StartedBy = OperatingSystem.IsWindows() ? 0 : Libc.ParentId();
}
