using Microsoft.CodeAnalysis.CSharp;
using WhiteBoxLab.Kernel.Cells.Stopping;
using WhiteBoxLab.Kernel.Displays;
using WhiteBoxLab.Kernel.Running;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Cells;

/// <summary>Runs cells, one after the other, on their lane.</summary>
internal sealed class CellSession(
    Lane lane,
    RunningCell output,
    DisplayMaker displays,
    NativeMemory memory,
    LanguageClient language,
    Lazy<CellReferences> references
)
{
    private readonly StopGate stopping = new(lane);
    private readonly CellContext context = new();
    private CellChain? chain;
    private CellPackages? packages;
    private int runs;

    /// <summary>The cell that runs, or null.</summary>
    public KernelCommand? Running { get; private set; }

    /// <summary>The cells so far.</summary>
    public CellChain Chain =>
        LazyInitializer.EnsureInitialized(ref chain, () =>
            new CellChain(references.Value, context, added => language.Note(new NoteReferences(added)))
        );

    /// <summary>What the cells have asked for by <c>#r</c>.</summary>
    public CellPackages Packages =>
        LazyInitializer.EnsureInitialized(ref packages, () => new CellPackages(references.Value, context, language));

    /// <summary>Runs something as a cell, to its end. On the lane's thread.</summary>
    /// <param name="command">The command that asked for it.</param>
    /// <param name="parts">What to do, given the run: returns what went wrong, or null.</param>
    public void Run(KernelCommand command, Func<CellRun, string?> parts)
    {
        CellRun run = new(command, ++runs, displays);
        output.Enter(run);
        Running = command;
        string? failure = "";
        try
        {
            failure = parts(run);
        }
        finally
        {
            Finish(run);
            if (failure is null)
                command.Succeed(run.Order);
            else
                command.Fail(failure, run.Order);
            output.Leave();
            Running = null;
            Chain.ReleaseShadowed();
            memory.CellEnded();
            if (failure is null)
                MemoryLimit.Keep();
        }
    }

    /// <summary>
    /// Another session, whose cells see the same assemblies and run on the same thread. Nothing of it is seen here, nor does it take up the
    /// packages that cells here add meanwhile.
    /// </summary>
    public CellSession Spare() =>
        new(lane, output, displays, memory, new LanguageClient(false), new Lazy<CellReferences>(() => references.Value.Copy()));

    /// <summary>Binds the references, which the first cell would do otherwise: it then follows an empty one.</summary>
    public void Begin() => Chain.Start(Chain.Compile("", "beginning"));

    /// <summary>Runs work that a stop reaches. The border where the exceptions of cells stop.</summary>
    /// <returns>What went wrong, or null.</returns>
    public string? Guard(CellRun run, Func<Task> work, Func<Exception, string> tell)
    {
        try
        {
            stopping.Run(run.Command, async () =>
            {
                await work().ConfigureAwait(true);
                return true;
            });
            return null;
        }
        catch (Exception) when (run.Command.CancelAsked)
        {
            return CommandFailed.Cancelled;
        }
        catch (Exception exception)
        {
            return run.Fitting(tell(exception)) + MemoryLimit.Advice(exception);
        }
    }

    /// <summary>Waits for work on the lane's thread, where its continuations run.</summary>
    public void Await(Func<Task> work) =>
        lane.Await(async () =>
        {
            await work().ConfigureAwait(true);
            return true;
        });

    /// <summary>Runs C#.</summary>
    /// <returns>What went wrong, or null.</returns>
    public string? RunCode(CodeSegment part, CellRun run)
    {
        KernelCommand command = run.Command;
        command.Publish(new CodeSubmissionReceived(part.Code));
        CompiledCell cell = Chain.Compile(part.InPlace, run.Name);
        command.Publish(cell.IsComplete ? new CompleteCodeSubmissionReceived(part.Code) : new IncompleteCodeSubmissionReceived());
        if (!cell.IsRight)
        {
            command.Publish(CompilerDiagnostics.Of(cell.Diagnostics));
            return CompilerDiagnostics.Text(cell.Diagnostics) + DiagnosticHints.For(cell.Diagnostics, part.Code);
        }
        language.Note(new NoteRun(part.InPlace, run.Order, (command.Command as SubmitCode)?.CellId));
        object? value = null;
        string? failure = Guard(
            run,
            async () => value = await Chain.Start(cell).ConfigureAwait(true),
            exception => CellError.Text(exception, new ThrowingLines(cell.Compilation).Placed)
        );
        if (OwnConvolutions.Warning(part.Code) is { } warning)
            run.Printed.Write(warning, toError: true);
        Finish(run);
        if (failure != CommandFailed.Cancelled)
            command.Publish(CompilerDiagnostics.Of(cell.Diagnostics));
        return failure is null && value is not DisplayedValue && (cell.EndsInValue || value is not null) ? Return(value, run) : failure;
    }

    private static string? Return(object? value, CellRun run)
    {
        try
        {
            run.Return(value);
            return null;
        }
        catch (FormatterLoopException exception)
        {
            return exception.Message;
        }
    }

    /// <summary>Makes a variable.</summary>
    /// <exception cref="InvalidOperationException">That is no name for one.</exception>
    public void SetVariable(string name, object? value)
    {
        string type = value?.GetType() is { IsGenericType: false, IsNested: false, IsArray: false, IsPublic: true, FullName: { } full }
            ? "global::" + full
            : "object";
        SentValue.Put(value);
        Declare(name, $"{type} {name} = ({type})global::WhiteBoxLab.Kernel.Cells.SentValue.Take();");
    }

    /// <summary>Makes a variable of another one.</summary>
    /// <exception cref="InvalidOperationException">That is no name for one, or there is no such other one.</exception>
    public void CopyVariable(string name, string from) => Declare(name, $"var {name} = {Variable(from).Name};");

    /// <summary>A variable.</summary>
    /// <exception cref="InvalidOperationException">There is none of that name.</exception>
    public Variable Variable(string name) =>
        Chain.Variables.FirstOrDefault(variable => variable.Name == name)
        ?? throw new InvalidOperationException($"Value '{name}' not found in kernel csharp");

    private void Declare(string name, string code)
    {
        if (!SyntaxFacts.IsValidIdentifier(name) || SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None)
            throw new InvalidOperationException($"'{name}' is no name for a variable.");
        CompiledCell cell = Chain.Compile(code, "a value from outside");
        if (!cell.IsRight)
            throw new InvalidOperationException(CompilerDiagnostics.Text(cell.Diagnostics));
        language.Note(new NoteRun(code, runs, null));
        Chain.Start(cell).GetAwaiter().GetResult();
    }

    private void Finish(CellRun run)
    {
        output.DrainNative();
        run.Printed.Finish();
    }
}
