using Microsoft.JSInterop;
using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Compute;
using WhiteBoxLab.Web.Notebooks.Editor;

namespace WhiteBoxLab.Web.Notebooks.Page;

// What an editor asks about its text. The kernel answers beside the cells; a newer question of the same kind takes the place of an older
// one.
public sealed partial class NotebookPage
{
    private readonly Dictionary<string, CancellationTokenSource> asked = [];
    private CellKnowledge? knowledge;

    /// <summary>What could be typed at a place.</summary>
    /// <param name="cell">The cell's id.</param>
    /// <param name="line">The line, from 0.</param>
    /// <param name="character">The character, from 0.</param>
    [JSInvokable]
    public async Task<CompletionList?> OnComplete(string cell, int line, int character) =>
        await AskAsync<CompletionsProduced>("completions", cell, code => new RequestCompletions(code, new LinePosition(line, character)))
            is { } produced
        && session?.State.Find(cell) is { } now
            ? CompletionList.Of(produced, now.Source, new LinePosition(line, character))
            : null;

    /// <summary>What a completion is, as HTML; null when nothing is known of it.</summary>
    /// <param name="cell">The cell's id.</param>
    /// <param name="line">The line, from 0, that the completions were asked for.</param>
    /// <param name="character">The character, from 0.</param>
    /// <param name="completion">The completion as shown.</param>
    /// <param name="kind">Its kind, or nothing.</param>
    [JSInvokable]
    public async Task<string?> OnDocument(string cell, int line, int character, string completion, string? kind) =>
        await AskAsync<CompletionDocumentationProduced>("document", cell, code => new RequestCompletionDocumentation(
            code,
            new LinePosition(line, character),
            completion,
            string.IsNullOrEmpty(kind) ? null : kind
        ))
            is { } produced
            ? Html(produced.Documentation)
            : null;

    /// <summary>What stands at a place, as HTML; null when nothing is there.</summary>
    /// <param name="cell">The cell's id.</param>
    /// <param name="line">The line, from 0.</param>
    /// <param name="character">The character, from 0.</param>
    [JSInvokable]
    public async Task<string?> OnHover(string cell, int line, int character) =>
        await AskAsync<HoverTextProduced>("hover", cell, code => new RequestHoverText(code, new LinePosition(line, character)))
            is { } produced
            ? Html(produced.Content is [var first, ..] ? first : null)
            : null;

    /// <summary>What arguments the call at a place takes; null when there is no call.</summary>
    /// <param name="cell">The cell's id.</param>
    /// <param name="line">The line, from 0.</param>
    /// <param name="character">The character, from 0.</param>
    [JSInvokable]
    public async Task<CallHelp?> OnSignature(string cell, int line, int character) =>
        await AskAsync<SignatureHelpProduced>("signature", cell, code => new RequestSignatureHelp(code, new LinePosition(line, character)))
            is { Signatures.Count: > 0 } produced
            ? CallHelp.Of(produced, Html)
            : null;

    /// <summary>Where the name at a place was declared; null when no cell of the notebook declares it.</summary>
    /// <param name="cell">The cell's id.</param>
    /// <param name="line">The line, from 0.</param>
    /// <param name="character">The character, from 0.</param>
    [JSInvokable]
    public async Task<Declaration?> OnDefine(string cell, int line, int character) =>
        await AskAsync<DefinitionProduced>("definition", cell, code => new RequestDefinition(code, new LinePosition(line, character)))
            is { } produced
        && session?.State.Find(produced.CellId ?? cell) is { } declaring
            ? new Declaration(declaring.Id, produced.LinePositionSpan.Start, produced.LinePositionSpan.End)
            : null;

    /// <summary>What is wrong with a cell; null when that is not known now.</summary>
    /// <param name="cell">The cell's id.</param>
    [JSInvokable]
    public async Task<IReadOnlyList<Diagnostic>?> OnDiagnose(string cell) =>
        await AskAsync<DiagnosticsProduced>($"diagnostics {cell}", cell, code => new RequestDiagnostics(code)) is { } produced
            ? [.. produced.Diagnostics.Where(one => one.Severity is not DiagnosticSeverity.Hidden).Take(100)]
            : null;

    /// <summary>Where a name was declared.</summary>
    /// <param name="Cell">The cell's id.</param>
    /// <param name="From">Where the name begins.</param>
    /// <param name="To">Where it ends.</param>
    public sealed record Declaration(string Cell, LinePosition From, LinePosition To);

    private async Task<T?> AskAsync<T>(string kind, string cell, Func<string, CellQuestion> question)
        where T : Event
    {
        if (session?.State.Find(cell) is not { IsCode: true } now || session.State.Kernel is KernelState.Gone)
            return null;
        await (knowledge ??= new CellKnowledge(session)).TellAsync(session.State);
        if (asked.Remove(kind, out CancellationTokenSource? older))
            await older.CancelAsync();
        using CancellationTokenSource source = asked[kind] = new CancellationTokenSource();
        T? answer = null;
        await session.AskAsync(question(now.Source) with { CellId = cell }, e => answer = e as T ?? answer, source.Token);
        if (asked.GetValueOrDefault(kind) == source)
            asked.Remove(kind);
        return source.IsCancellationRequested ? null : answer;
    }

    private string? Html(FormattedValue? text) =>
        text switch
        {
            null or { Value: null or "" } => null,
            { MimeType: "text/markdown" } => Markdown.ToHtml(text.Value),
            _ => $"<pre>{System.Net.WebUtility.HtmlEncode(text.Value)}</pre>",
        };
}
