using WhiteBoxLab.Kernel.Running;
using WhiteBoxLab.Kernel.Verbs;

namespace WhiteBoxLab.Kernel.Editing;

/// <summary>The verb <c>language</c>.</summary>
internal sealed class LanguageVerb : Verb
{
    public override string Name => "language";

    public override string Summary => "answer an editor's questions about cells; serve starts it";

    public override bool ServesClient => true;

    public override string Help =>
        """
            WhiteBoxLab.Kernel language [--warm]

            Completion, signature help, hover texts, diagnostics and definitions, in a process beside the kernel that runs the cells,
            so that none waits for the other.
            Takes commands from stdin and answers with events on stdout, one JSON object a line. Ends when stdin closes.

              --warm   ask itself something first, so that the first answer is as fast as the second
            """;

    public override int Run(IReadOnlyList<string> line)
    {
        Arguments arguments = Arguments.Parse(line, [], ["--warm"]);
        return arguments.Others.Count > 0
            ? throw new UsageException($"language takes no '{arguments.Others[0]}'.")
            : LanguageServe.Run(arguments.Has("--warm"));
    }
}
