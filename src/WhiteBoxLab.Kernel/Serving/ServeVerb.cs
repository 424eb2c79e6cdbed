using WhiteBoxLab.Kernel.Running;
using WhiteBoxLab.Kernel.Verbs;

namespace WhiteBoxLab.Kernel.Serving;

/// <summary>The verb <c>serve</c>.</summary>
internal sealed class ServeVerb : Verb
{
    public override string Name => "serve";

    public override string Summary => "take commands from stdin and answer with events on stdout, one JSON object a line";

    public override bool ServesClient => true;

    public override string Help =>
        """
            WhiteBoxLab.Kernel serve [--artifacts FOLDER] [--shared-artifacts FOLDER] [--outputs FOLDER] [--working-dir FOLDER]
                                     [--kernel-host NAME] [--warm] [--warm-maps] [--input]
                                     [--memory MB] [--file-size MB] [--processes COUNT]

            Runs C# cells and explains photos for a client, in the envelopes of .NET Interactive. Ends when stdin closes.

              --artifacts FOLDER    where maps and pictures are written (default: a folder in the temporary directory)
              --shared-artifacts FOLDER
                                    where photos are found as well, and nothing is written
              --outputs FOLDER      where what a cell prints beyond the limit is kept, the newest fifty files
                                    (default: a folder in the temporary directory)
              --working-dir FOLDER  the folder that cells start in (default: the current one)
              --kernel-host NAME    the authority of the kernel's address (default: pid-PROCESSID)
              --warm                load the compiler and the default network, and run a few cells, before they are asked for
              --warm-maps           make a map by each method as well: for who explains by commands
              --memory MB           the most memory it may use (Linux); a cell that wants more gets an exception
              --file-size MB        how long a file may become (Linux)
              --processes COUNT     how many threads it and what it starts may have together (Linux)
              --limits TEXT         what its starter limits it to, for the kernel's description of itself
              --input               the client answers RequestInput: cells may read lines
            """;

    public override int Run(IReadOnlyList<string> line)
    {
        Arguments arguments = Arguments.Parse(
            line,
            [
                "--artifacts",
                "--shared-artifacts",
                "--outputs",
                "--working-dir",
                "--kernel-host",
                "--memory",
                "--file-size",
                "--processes",
                "--limits",
            ],
            ["--warm", "--warm-maps", "--input"]
        );
        if (arguments.Others is [var other, ..])
            throw new UsageException($"serve takes no '{other}'.");
        if (arguments["--memory"] is { } memory)
            MemoryLimit.Set(
                int.TryParse(memory, out int most) && most >= 512
                    ? most
                    : throw new UsageException($"--memory '{memory}' is no number of MB from 512.")
            );
        FileLimits.Set(Number(arguments, "--file-size"), Number(arguments, "--processes"));
        string? folder = arguments["--working-dir"];
        if (folder is not null && !Directory.Exists(folder))
            throw new UsageException($"There is no folder '{folder}'.");
        return Serve.Run(
            new ServeOptions(
                arguments["--artifacts"] ?? Path.Combine(Path.GetTempPath(), "whiteboxlab-artifacts"),
                folder,
                arguments["--kernel-host"] ?? $"pid-{Environment.ProcessId}",
                arguments.Has("--warm") || arguments.Has("--warm-maps"),
                arguments.Has("--warm-maps"),
                arguments.Has("--input"),
                arguments["--outputs"] ?? Path.Combine(Path.GetTempPath(), "whiteboxlab-outputs"),
                arguments["--limits"]
            )
            {
                SharedArtifacts = arguments["--shared-artifacts"],
            }
        );
    }

    private static int? Number(Arguments arguments, string name) =>
        arguments[name] switch
        {
            null => null,
            string word when int.TryParse(word, out int number) && number > 0 => number,
            string word => throw new UsageException($"{name} '{word}' is no number above 0."),
        };
}
