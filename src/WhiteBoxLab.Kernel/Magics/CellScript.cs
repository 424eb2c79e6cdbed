using WhiteBoxLab.Kernel.Cells;
using WhiteBoxLab.Kernel.Running;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Magics;

/// <summary>Runs a whole cell: its magics, its C#, and what is only shown, in the order they stand in.</summary>
/// <param name="context">What magics can reach.</param>
internal sealed class CellScript(MagicContext context)
{
    private const int DeepestImport = 20;

    private readonly Stack<string> imports = new();

    /// <summary>Runs a cell.</summary>
    public void Run(SubmitCode cell, KernelCommand command) =>
        context.Cells.Run(command, run =>
            RunAll(cell.Code, CellSegments.Kernels.GetValueOrDefault(cell.TargetKernelName ?? "", "csharp"), run)
        );

    /// <summary>Runs the cells of a file.</summary>
    public void Run(ImportDocument document, KernelCommand command) => context.Cells.Run(command, run =>
        {
            try
            {
                return Import(document.File, run);
            }
            catch (InvalidOperationException exception)
            {
                return exception.Message;
            }
        });

    /// <summary>Runs the cells of a file inside a cell.</summary>
    /// <returns>What went wrong, or null.</returns>
    /// <exception cref="InvalidOperationException">The file cannot be read.</exception>
    public string? Import(string file, CellRun run)
    {
        string path = Path.GetFullPath(
            file,
            imports.TryPeek(out string? from) ? Path.GetDirectoryName(from) ?? "." : Environment.CurrentDirectory
        );
        if (imports.Count >= DeepestImport)
            throw new InvalidOperationException($"'{path}' imports itself, or files import each other more than {DeepestImport} deep.");
        imports.Push(path);
        try
        {
            return NotebookSource
                .Read(path)
                .Select(cell => RunImported(path, cell.Kernel, cell.Code, run))
                .FirstOrDefault(failure => failure is not null);
        }
        finally
        {
            imports.Pop();
        }
    }

    // A cell in a language that nothing here runs does not keep the others.
    private string? RunImported(string path, string kernel, string code, CellRun run)
    {
        if (CellSegments.Kernels.TryGetValue(kernel, out string? known))
            return RunAll(code, known, run);
        string there = string.Join(", ", CellSegments.Kernels.Values.Distinct());
        string left = $"A cell of '{path}' is for '{kernel}' and was left out. There is {there}.\n";
        run.Command.Publish(new StandardErrorValueProduced([new FormattedValue("text/plain", left)]));
        return null;
    }

    private string? RunAll(string code, string kernel, CellRun run)
    {
        IReadOnlyList<CellSegment> parts = CellSegments.Of(code, kernel);
        if (parts.OfType<MagicSegment>().FirstOrDefault(magic => !Magic.All.ContainsKey(magic.Name)) is { } unknown)
            return Unknown(unknown, run);
        if (parts.Count == 0)
            parts = [new CodeSegment(kernel, code, 0)];
        return parts.Select(part => RunOne(part, run)).FirstOrDefault(failure => failure is not null);
    }

    private string? RunOne(CellSegment part, CellRun run)
    {
        if (part is MagicSegment magic)
            return RunMagic(Magic.All[magic.Name], new MagicCall(magic.Rest, run, context, this));
        CodeSegment code = (CodeSegment)part;
        string? failure = code.Kernel switch
        {
            "csharp" => context.Cells.RunCode(code, run),
            "value" => Keep(code, run),
            _ when CellSegments.Kernels.Values.Contains(code.Kernel) => Show(code, run),
            _ => NotebookLanguage.CellNotRun(code.Kernel),
        };
        run.AfterPart?.Invoke();
        run.AfterPart = null;
        return failure;
    }

    private string? RunMagic(Magic magic, MagicCall call)
    {
        if (!magic.RunsCells)
            return context.Cells.Guard(call.Run, () => magic.RunAsync(call), Sentence.Of);
        try
        {
            return magic.RunCells(call);
        }
        catch (InvalidOperationException exception)
        {
            return exception.Message;
        }
    }

    private static string? Keep(CodeSegment code, CellRun run)
    {
        if (run.ForValue is not { } keep)
            return "What is the text to be called? Write #!value --name NAME above it.";
        run.ForValue = null;
        keep(code.Code);
        return null;
    }

    private static string? Show(CodeSegment code, CellRun run)
    {
        run.Command.Publish(new CodeSubmissionReceived(code.Code));
        run.Command.Publish(new CompleteCodeSubmissionReceived(code.Code));
        string type = code.Kernel switch
        {
            "html" => "text/html",
            "markdown" => "text/markdown",
            _ => "text/vnd.mermaid",
        };
        run.Command.Publish(new DisplayedValueProduced([new FormattedValue(type, code.Code)], Guid.NewGuid().ToString()));
        return null;
    }

    private static string Unknown(MagicSegment magic, CellRun run)
    {
        if (OtherLanguages.IsOne(magic.Name[2..]))
            return NotebookLanguage.CellNotRun(magic.Name[2..]);
        string message = $"Unknown magic command '{magic.Name}'",
            line = $"({magic.Line + 1},1): error DNI101: {message}";
        LinePositionSpan span = new(new LinePosition(magic.Line, 0), new LinePosition(magic.Line, magic.Name.Length));
        run.Command.Publish(
            new DiagnosticsProduced(
                [new Diagnostic(span, DiagnosticSeverity.Error, "DNI101", message)],
                [new FormattedValue("text/plain", line)]
            )
        );
        return line;
    }
}
