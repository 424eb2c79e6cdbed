using WhiteBoxLab.Kernel.Running;
using WhiteBoxLab.Kernel.Serving;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Commands;

/// <summary>Hands a question of an editor to the process that answers them, whatever the cells do.</summary>
internal abstract class LanguageHandler<T>(KernelHost host) : CommandHandler<T>
    where T : CellQuestion
{
    public override CommandLane Lane => CommandLane.AtOnce;

    public override bool EndsLater => true;

    protected override void Handle(T what, KernelCommand command) => host.Language.Ask(command);
}

/// <summary>Says what could be typed.</summary>
internal sealed class RequestCompletionsHandler(KernelHost host) : LanguageHandler<RequestCompletions>(host);

/// <summary>Says what one completion is.</summary>
internal sealed class RequestCompletionDocumentationHandler(KernelHost host) : LanguageHandler<RequestCompletionDocumentation>(host);

/// <summary>Says what stands at a place.</summary>
internal sealed class RequestHoverTextHandler(KernelHost host) : LanguageHandler<RequestHoverText>(host);

/// <summary>Says what arguments a call takes.</summary>
internal sealed class RequestSignatureHelpHandler(KernelHost host) : LanguageHandler<RequestSignatureHelp>(host);

/// <summary>Says what is wrong with a cell without running it.</summary>
internal sealed class RequestDiagnosticsHandler(KernelHost host) : LanguageHandler<RequestDiagnostics>(host);

/// <summary>Says where a name was declared.</summary>
internal sealed class RequestDefinitionHandler(KernelHost host) : LanguageHandler<RequestDefinition>(host);

/// <summary>Learns what the notebook's cells say.</summary>
internal sealed class KnowCellsHandler(KernelHost host) : CommandHandler<KnowCells>
{
    public override CommandLane Lane => CommandLane.AtOnce;

    protected override void Handle(KnowCells what, KernelCommand command) => host.Language.Know(what);
}
