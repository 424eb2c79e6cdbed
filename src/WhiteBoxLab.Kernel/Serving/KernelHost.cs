using System.Collections.Concurrent;
using WhiteBoxLab.Kernel.Cells;
using WhiteBoxLab.Kernel.Cells.Inputs;
using WhiteBoxLab.Kernel.Displays;
using WhiteBoxLab.Kernel.Explaining;
using WhiteBoxLab.Kernel.Magics;
using WhiteBoxLab.Kernel.Running;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Serving;

/// <summary>Everything that lives in a kernel's process, and the way from a line to its handler.</summary>
internal sealed class KernelHost
{
    private readonly ConcurrentDictionary<string, KernelCommand> current = new(StringComparer.Ordinal);
    private readonly Dictionary<Type, CommandHandler> handlers;
    private readonly Outbox outbox;
    private readonly Lane cellLane,
        besideLane;
    private readonly NativeMemory memory = new();

    public KernelHost(Outbox outbox, ServeOptions options)
    {
        this.outbox = outbox;
        (cellLane, besideLane) = (new Lane("cells", Threads.Hold), new Lane("beside", Threads.Hold));
        Address = new KernelAddress(options.Host);
        Artifacts = new ArtifactStore(options.Artifacts) { Readable = options.SharedArtifacts };
        Displays = new DisplayMaker(Artifacts, new OutputFiles(options.Outputs));
        Output = new RunningCell();
        memory.Watch();
        Language = new LanguageClient(options.Warm);
        Cells = new CellSession(cellLane, Output, Displays, memory, Language, new Lazy<CellReferences>(() => new CellReferences()));
        Input = new InputRequests(outbox, Address, options.Input);
        Script = new CellScript(new MagicContext(Cells, Values, Input));
        Explaining = new ExplainWorkspace(Artifacts, Threads);
        handlers = CommandHandler.All(this).ToDictionary(handler => handler.CommandType);
        Infos = new KernelInfos(Address, handlers.Values, options.Limits);
    }

    public KernelAddress Address { get; }

    public ArtifactStore Artifacts { get; }

    public DisplayMaker Displays { get; }

    public RunningCell Output { get; }

    public CellSession Cells { get; }

    public LanguageClient Language { get; }

    public ThreadShare Threads { get; } = new();

    public ValueStore Values { get; } = new();

    public InputRequests Input { get; }

    public CellScript Script { get; }

    public ExplainWorkspace Explaining { get; }

    public KernelInfos Infos { get; }

    /// <summary>The cell that runs, or null.</summary>
    public KernelCommand? RunningCell => Cells.Running;

    public KernelCommand? Find(string token) => current.GetValueOrDefault(token);

    /// <summary>Tells the client that commands are taken.</summary>
    public void SayReady() => outbox.Send(new EventEnvelope(new KernelReady(Infos.All), null, []));

    /// <summary>Binds what cells see, before the first one asks for it.</summary>
    public void Begin() => cellLane.Post(Cells.Begin);

    /// <summary>Gets ready, so that the first cell is as fast as the second.</summary>
    /// <param name="maps">Whether the first map by each method is to be so as well.</param>
    public void Warm(bool maps)
    {
        Explaining.Lane.Add(new WarmUp(Explaining, maps, memory.Settle));
        cellLane.Post(() => WarmCells(new CellWarmUp(Cells.Spare(), Address, Input)));
    }

    /// <summary>Takes a line from the client.</summary>
    public void Take(string line)
    {
        switch (Wire.Read(line))
        {
            case CommandLine { Envelope: var envelope }:
                Take(envelope);
                break;
            case EventLine { Envelope: var answer }:
                Input.Take(answer);
                break;
            case BadLine bad:
                Answer(bad);
                break;
        }
    }

    // Real cells go in between.
    private void WarmCells(CellWarmUp cells)
    {
        if (cells.RunNext())
            cellLane.Post(() => WarmCells(cells));
        else
            memory.Settle();
    }

    private void Take(CommandEnvelope envelope)
    {
        if (!handlers.TryGetValue(envelope.Command.GetType(), out CommandHandler? handler))
        {
            Refuse(
                envelope,
                $"This kernel does not answer {envelope.Command.CommandType}. It answers "
                    + $"{string.Join(", ", handlers.Keys.Select(type => type.Name).Order(StringComparer.Ordinal))}."
            );
            return;
        }

        KernelCommand command = new(envelope, handler.AtCSharp, Address, outbox, over => current.TryRemove(over.Token, out _));
        if (!current.TryAdd(envelope.Token, command))
            Complain($"A command with the token '{envelope.Token}' is running already; this one is left out.");
        else if (Infos.Refusal(envelope.Command, handler) is { } refusal)
            command.Fail(refusal);
        else
            Send(command, handler);
    }

    private void Send(KernelCommand command, CommandHandler handler)
    {
        switch (handler.Lane)
        {
            case CommandLane.AtOnce:
                Run(command, handler);
                break;
            case CommandLane.Beside:
                besideLane.Post(() => Run(command, handler));
                break;
            case CommandLane.Cells:
                cellLane.Post(() => Run(command, handler));
                break;
        }
    }

    // The border where the exceptions of handlers stop.
    private static void Run(KernelCommand command, CommandHandler handler)
    {
        if (!handler.EndsLater && !command.TryStart())
            return;
        try
        {
            handler.Handle(command);
            if (!handler.EndsLater)
                command.Succeed();
        }
        catch (OperationCanceledException) when (command.CancelAsked)
        {
            command.Fail(CommandFailed.Cancelled);
        }
        catch (Exception exception)
        {
            command.Fail(Sentence.Of(exception));
        }
    }

    private void Answer(BadLine bad)
    {
        if (bad.Token is { Length: > 0 } token)
            Refuse(new CommandEnvelope(token, new UnreadableCommand(bad.Type ?? ""), []), bad.Reason);
        else
            Complain(bad.Reason);
    }

    private void Refuse(CommandEnvelope envelope, string reason) =>
        outbox.Send(new EventEnvelope(new CommandFailed(reason), envelope, Address.Out(false)));

    private void Complain(string reason) => outbox.Send(new EventEnvelope(new ErrorProduced(reason, []), null, Address.Out(false)));
}
