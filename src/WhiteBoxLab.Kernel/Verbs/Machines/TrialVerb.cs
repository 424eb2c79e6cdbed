using WhiteBoxLab.Kernel.Running;

namespace WhiteBoxLab.Kernel.Verbs.Machines;

/// <summary>The verb <c>trial</c>.</summary>
internal sealed class TrialVerb : Verb
{
    public const string Word = "trial";

    public override string Name => Word;

    public override string Summary => "try operations of libtorch for another process: what the other verbs start by themselves";

    public override string Help =>
        """
            WhiteBoxLab.Kernel trial

            Takes an operation of libtorch a line from stdin, runs it once on random numbers, and answers with how far it is from float64.
            An operation that ends its process ends this one. The other verbs start it where an operation is new to this machine;
            'doctor' tells what came of it.
            """;

    public override bool ServesClient => true;

    public override int Run(IReadOnlyList<string> line)
    {
        if (line is [var other, ..])
            throw new UsageException($"trial takes no '{other}'.");
        Machine.ServeTrials(Console.In, Console.Out);
        return ExitCode.Done;
    }
}
