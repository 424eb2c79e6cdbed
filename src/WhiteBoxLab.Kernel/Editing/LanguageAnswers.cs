using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.QuickInfo;
using Microsoft.CodeAnalysis.Text;
using WhiteBoxLab.Kernel.Cells;
using WhiteBoxLab.Protocol;
using LinePosition = WhiteBoxLab.Protocol.LinePosition;
using LinePositionSpan = WhiteBoxLab.Protocol.LinePositionSpan;

namespace WhiteBoxLab.Kernel.Editing;

/// <summary>Answers what editors ask, one question after the other.</summary>
internal sealed class LanguageAnswers
{
    private readonly CellWorkspace workspace = new();
    private readonly Completions completions = new();

    /// <summary>Answers a question, or learns something.</summary>
    /// <returns>The answer; null where there is nothing to say.</returns>
    public async Task<Event?> AnswerAsync(Command what, CancellationToken token)
    {
        switch (what)
        {
            case NoteRun note:
                await workspace.NoteAsync(note, token).ConfigureAwait(false);
                return null;
            case NoteReferences note:
                workspace.Note(note);
                return null;
            case KnowCells note:
                workspace.Note(note);
                return null;
            case RequestDiagnostics ask:
                return await DiagnoseAsync(await workspace.OpenAsync(ask.Code, ask.CellId, token).ConfigureAwait(false), token)
                    .ConfigureAwait(false);
            case RequestCompletions ask when MagicNames.At(ask.Code, ask.LinePosition) is { } magics:
                return magics;
            case RequestCompletions ask:
                return await AtAsync(
                        ask,
                        ask.Code,
                        ask.LinePosition,
                        (document, place) => completions.ListAsync(document, place, ask.Code, token),
                        token
                    )
                    .ConfigureAwait(false);
            case RequestCompletionDocumentation ask:
                return await AtAsync(
                        ask,
                        ask.Code,
                        ask.LinePosition,
                        (document, place) => completions.DocumentAsync(ask, document, place, token),
                        token
                    )
                    .ConfigureAwait(false);
            case RequestHoverText ask:
                return await AtAsync(ask, ask.Code, ask.LinePosition, (document, place) => HoverAsync(document, place, token), token)
                    .ConfigureAwait(false);
            case RequestSignatureHelp ask:
                return await AtAsync(
                        ask,
                        ask.Code,
                        ask.LinePosition,
                        (document, place) => SignatureHelp.OfAsync(document, place, token),
                        token
                    )
                    .ConfigureAwait(false);
            case RequestDefinition ask:
                return await AtAsync(
                        ask,
                        ask.Code,
                        ask.LinePosition,
                        (document, place) => Definition.OfAsync(workspace, document, place, ask.CellId, token),
                        token
                    )
                    .ConfigureAwait(false);
            default:
                throw new InvalidOperationException($"{what.CommandType} is no question about a cell.");
        }
    }

    /// <summary>Asks itself something, so that the first question is answered as fast as the second.</summary>
    public async Task WarmAsync()
    {
        await AnswerAsync(new RequestDiagnostics("int one = 1;"), CancellationToken.None).ConfigureAwait(false);
        await AnswerAsync(new RequestCompletions("torch.", new LinePosition(0, 6)), CancellationToken.None).ConfigureAwait(false);
    }

    /// <summary>Gets ready for the next question, while there is none.</summary>
    public Task SettleAsync() => workspace.SettleAsync(CancellationToken.None);

    private async Task<Event?> AtAsync<T>(
        CellQuestion question,
        string code,
        LinePosition place,
        Func<Document, int, Task<T>> answer,
        CancellationToken token
    )
        where T : Event?
    {
        TextLineCollection lines = SourceText.From(code).Lines;
        if (
            place.Line < 0
            || place.Line >= lines.Count
            || place.Character < 0
            || place.Character > lines[place.Line].SpanIncludingLineBreak.Length
        )
            throw new InvalidOperationException($"The specified position ({place.Line}, {place.Character}) is invalid.");
        return await answer(
                await workspace.OpenAsync(code, question.CellId, token).ConfigureAwait(false),
                lines[place.Line].Start + place.Character
            )
            .ConfigureAwait(false);
    }

    private static async Task<DiagnosticsProduced?> DiagnoseAsync(Document document, CancellationToken token)
    {
        if (await document.GetSemanticModelAsync(token).ConfigureAwait(false) is not { } model)
            return null;
        List<Microsoft.CodeAnalysis.Diagnostic> found = CellCompiler.Worth(
            model.GetDiagnostics(cancellationToken: token).Where(one => !ScriptFixes.Forgives(one))
        );
        return found.Count == 0 ? null : CompilerDiagnostics.Of(found);
    }

    private static async Task<HoverTextProduced?> HoverAsync(Document document, int position, CancellationToken token)
    {
        if (
            QuickInfoService.GetService(document) is not { } service
            || await service.GetQuickInfoAsync(document, position, token).ConfigureAwait(false) is not { } item
        )
            return null;
        Microsoft.CodeAnalysis.Text.LinePositionSpan span = (
            await document.GetTextAsync(token).ConfigureAwait(false)
        ).Lines.GetLinePositionSpan(item.Span);
        return new HoverTextProduced(
            [new FormattedValue("text/markdown", Described.Markdown(item))],
            new LinePositionSpan(
                new LinePosition(span.Start.Line, span.Start.Character),
                new LinePosition(span.End.Line, span.End.Character)
            )
        );
    }
}
