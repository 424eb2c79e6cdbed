using System.Globalization;
using WhiteBoxLab.Kernel.Running;

namespace WhiteBoxLab.Kernel.Verbs.Notebooks;

/// <summary>The verb <c>run</c>.</summary>
internal sealed class RunVerb : Verb
{
    public override string Name => "run";

    public override string Summary => "run the cells of a notebook and write it with their outputs";

    public override string Help =>
        """
            WhiteBoxLab.Kernel run NOTEBOOK [-o OUT.ipynb] [-p NAME=VALUE]... [--timeout SECONDS] [--keep-going]

            Runs a notebook (.ipynb, .dib) from top to bottom in a kernel of its own, in the notebook's folder, and says how each cell went.
            Nothing of the file is lost that is no output. A cell with the tag "skip-execution" is left out, one with the tag
            "raises-exception" may fail, and one in another language fails and ends nothing.

              -o FILE              where the notebook goes with its outputs (default: nowhere, it is only run)
              -p NAME=VALUE        a value for the parameters cell: the cell with the tag "parameters". A number, true, false, or text.
                                   A comment there says what it may be: int steps = 50; // required: steps of the path [10, 50, 200]
              --timeout SECONDS    how long a cell may run (default: as long as it likes); then its kernel ends, and with it the run
              --artifacts FOLDER   where maps and pictures are written (default: a folder in the temporary directory)
              --keep-going         go on behind a cell that fails

            Exit codes: 0 all cells ran, 1 a cell failed, 2 the arguments make no sense, 3 a file cannot be read or written.
            """;

    public override int Run(IReadOnlyList<string> line)
    {
        (List<string> words, List<string> parameters) = TakeParameters(line);
        Arguments arguments = Arguments.Parse(words, ["--out", "--timeout", "--artifacts"], ["--keep-going"]);
        if (arguments.Others is not [var file])
            throw new UsageException(
                arguments.Others.Count == 0 ? "run needs a notebook." : $"run takes one notebook, and not '{arguments.Others[1]}' as well."
            );
        if (arguments["--out"] is { } to && Path.GetExtension(to).Equals(".dib", StringComparison.OrdinalIgnoreCase))
            throw new UsageException($"'{to}' could not hold outputs: name a file that ends in .ipynb.");
        TimeSpan? limit = arguments["--timeout"] switch
        {
            null => null,
            var text when double.TryParse(text, CultureInfo.InvariantCulture, out double seconds) && seconds > 0 => TimeSpan.FromSeconds(
                seconds
            ),
            var text => throw new UsageException($"--timeout '{text}' is no number of seconds."),
        };
        NotebookRun run = new(file, arguments["--artifacts"] ?? Path.Combine(Path.GetTempPath(), "whiteboxlab-artifacts"))
        {
            CellLimit = limit,
            KeepGoing = arguments.Has("--keep-going"),
        };
        foreach (string parameter in parameters)
            run.Parameters.Add(
                parameter.Split('=', 2) is [{ Length: > 0 } name, var value]
                    ? (name, value)
                    : throw new UsageException($"-p '{parameter}' is not NAME=VALUE.")
            );
        return run.RunAsync(arguments["--out"]).GetAwaiter().GetResult();
    }

    // -p may come more than once, and -o is short for --out.
    private static (List<string> Words, List<string> Parameters) TakeParameters(IReadOnlyList<string> line)
    {
        List<string> rest = [],
            parameters = [];
        Queue<string> words = new(line);
        while (words.TryDequeue(out string? word))
        {
            if (word == "-p")
                parameters.Add(words.TryDequeue(out string? value) ? value : throw new UsageException("-p needs NAME=VALUE."));
            else
                rest.Add(word == "-o" ? "--out" : word);
        }
        return (rest, parameters);
    }
}
