using System.Globalization;

namespace WhiteBoxLab;

/// <summary>
/// Whether libtorch computes right on this machine. On some processors its convolutions give other numbers without a word, and some end
/// their process; so each operation that a network takes from it is run once on random numbers against float64,
/// and one that is wrong is computed in another way, or refused. By itself this happens in the process that asks, anew in each;
/// <see cref="Remember"/> has the verdicts kept, and the trials made in another process, which may die.
/// </summary>
public static class Machine
{
    internal const string Ready = "trial: ready",
        Off = "trial: off ";

    private static (string? Folder, IReadOnlyList<string> Command) settings = (null, []);
    private static TrialProcess? process;
    private static VerdictFile? file;

    /// <summary>
    /// Keeps verdicts in a folder and has operations tried by another process. To be called once, before the first operation.
    /// </summary>
    /// <param name="folder">The folder; made when there is something to keep. A file in it belongs to one kind of processor and one version
    /// of the libraries.</param>
    /// <param name="trialCommand">A program and its arguments that calls <see cref="ServeTrials"/>. Defaults to none: operations are tried
    /// in this process.</param>
    public static void Remember(string folder, params IReadOnlyList<string> trialCommand) => settings = (folder, trialCommand);

    /// <summary>
    /// Starts the process that tries operations where none has been tried on this machine yet, so that the first map need not wait for it.
    /// </summary>
    public static void Expect()
    {
        if (settings.Folder is { } folder && (!Directory.Exists(folder) || !Directory.EnumerateFiles(folder).Any()))
            Process()?.Begin(); // at once: which file is this machine's only libtorch can tell, which takes a while to load
        _ = Arithmetic.Here;
        if (file is { Exists: false })
            Process()?.Begin();
    }

    /// <summary>What is known about this machine by now.</summary>
    public static MachineReport Report()
    {
        Verdicts verdicts = Arithmetic.Here.Verdicts;
        return new(
            Processor.Here.Name,
            Libraries.Libtorch,
            Libraries.OneDnn,
            get_num_threads(),
            verdicts.All,
            verdicts.Seconds,
            file?.Path
        );
    }

    /// <summary>
    /// Tries operations that are known to be wrong on some processors, so that this machine is known before a network runs on it, and for
    /// code that calls libtorch by itself.
    /// </summary>
    /// <returns>A verdict for each; the way around is for the networks here, own code has to find its own.</returns>
    public static IReadOnlyList<Verdict> Probe() => [.. Suspects.Of(get_num_threads()).Select(Arithmetic.Here.Verdicts.Of)];

    /// <summary>Tries operations that <see cref="Remember"/>'s process asks for, until there are no more.</summary>
    /// <param name="questions">A line each.</param>
    /// <param name="answers">A line each.</param>
    public static void ServeTrials(TextReader questions, TextWriter answers) => Try(questions, answers, new Libtorch());

    internal static void Try(TextReader questions, TextWriter answers, Libtorch libtorch)
    {
        TrialHere trial = new(libtorch);
        // loads libtorch and compiles what every trial needs, while the other process gets ready itself
        _ = trial.Off(OperationCall.Smallest, Way.Direct);
        Answer(answers, Ready);
        while (questions.ReadLine()?.Split(' ', 2) is [var way, var call])
        {
            set_num_threads(OperationCall.Parse(call).Threads);
            Answer(answers, Off + trial.Off(call, Enum.Parse<Way>(way)).ToString("R", CultureInfo.InvariantCulture));
        }
    }

    internal static Arithmetic NewArithmetic()
    {
        // holds for every thread that has not computed yet, where libtorch would ask each thread's own runtime
        set_num_threads(get_num_threads());
        Libtorch libtorch = new();
        file = settings.Folder is { } folder
            ? new VerdictFile(Path.Combine(folder, $"verdicts-{Processor.Here.Key(Libraries.All)}.txt"))
            : null;
        return new(libtorch, new Verdicts(Process() ?? new TrialHere(libtorch) as Trial, file));
    }

    private static TrialProcess? Process() =>
        process ??= settings.Command.Count > 0 ? new TrialProcess(settings.Command, new TrialHere(new Libtorch())) : null;

    private static void Answer(TextWriter answers, string line)
    {
        answers.WriteLine(line);
        answers.Flush();
    }
}
