using System.Text.Json.Nodes;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using WhiteBoxLab.Kernel.Cells;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Jupyter;

/// <summary>Answers what an editor asks about code, also while a cell runs.</summary>
internal sealed class JupyterQuestions(JupyterEngine engine)
{
    /// <summary>Answers a <c>complete_request</c>.</summary>
    public async Task<JsonObject> CompleteAsync(JupyterMessage request)
    {
        (string code, int index, LinePosition place) = PlaceOf(request);
        CompletionsProduced? found = await AskAsync<CompletionsProduced>(new RequestCompletions(code, place)).ConfigureAwait(false);
        int start = found?.LinePositionSpan is { } span ? CodePosition.ToIndex(code, span.Start) : CodePosition.WordBefore(code, index);
        string written = code[Math.Min(start, index)..index];
        CompletionItem[] items =
        [
            .. (found?.Completions ?? [])
                .Where(item => (item.FilterText ?? item.DisplayText).StartsWith(written, StringComparison.OrdinalIgnoreCase))
                .DistinctBy(Text),
        ];
        int from = CodePosition.ToCharacters(code, start),
            to = CodePosition.ToCharacters(code, index);
        return new JsonObject
        {
            ["status"] = "ok",
            ["matches"] = new JsonArray([.. items.Select(item => (JsonNode)Text(item))]),
            ["cursor_start"] = from,
            ["cursor_end"] = to,
            ["metadata"] = new JsonObject
            {
                ["_jupyter_types_experimental"] = new JsonArray([
                    .. items.Select(item =>
                        (JsonNode)
                            new JsonObject
                            {
                                ["start"] = from,
                                ["end"] = to,
                                ["text"] = Text(item),
                                ["type"] = item.Kind?.ToLowerInvariant() ?? "",
                            }
                    ),
                ]),
            },
        };
    }

    /// <summary>Answers an <c>inspect_request</c>: what stands at the place, or else the call that it is in.</summary>
    public async Task<JsonObject> InspectAsync(JupyterMessage request)
    {
        (string code, int index, LinePosition place) = PlaceOf(request);
        LinePosition word =
            index > 0 && (index == code.Length || !char.IsLetterOrDigit(code[index])) ? CodePosition.ToLine(code, index - 1) : place;
        string? text = await AskAsync<HoverTextProduced>(new RequestHoverText(code, word)).ConfigureAwait(false)
            is { Content: [var first, ..] }
            ? first.Value
            : null;
        text ??= Overloads(await AskAsync<SignatureHelpProduced>(new RequestSignatureHelp(code, place)).ConfigureAwait(false));
        return new JsonObject
        {
            ["status"] = "ok",
            ["found"] = text is not null,
            ["metadata"] = new JsonObject(),
            ["data"] = text is null
                ? new JsonObject()
                : new JsonObject
                {
                    ["text/markdown"] = text,
                    ["text/plain"] = text.Replace("```csharp\n", "", StringComparison.Ordinal).Replace("```", "", StringComparison.Ordinal),
                },
        };
    }

    /// <summary>Answers an <c>is_complete_request</c>.</summary>
    public static JsonObject IsComplete(JupyterMessage request)
    {
        string code = request.Text("code");
        SyntaxTree tree = CSharpSyntaxTree.ParseText(CellSegments.CSharpOnly(code), CellCompiler.Parsing);
        if (!SyntaxFactory.IsCompleteSubmission(tree))
            return new JsonObject { ["status"] = "incomplete", ["indent"] = Indent(code) };
        return new JsonObject
        {
            ["status"] = tree.GetDiagnostics()
                .Any(one => one.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error && !ScriptFixes.Forgives(one))
                ? "invalid"
                : "complete",
        };
    }

    private static (string Code, int Index, LinePosition Place) PlaceOf(JupyterMessage request)
    {
        string code = request.Text("code");
        int index = CodePosition.ToIndex(code, request.Number("cursor_pos", int.MaxValue));
        return (code, index, CodePosition.ToLine(code, index));
    }

    private static string Indent(string code)
    {
        string last = code.TrimEnd().Split('\n')[^1];
        return last[..^last.TrimStart().Length] + (last.EndsWith('{') ? "    " : "");
    }

    private static string Text(CompletionItem item) =>
        item.InsertText is { Length: > 0 } text && item.InsertTextFormat != InsertTextFormat.Snippet ? text : item.DisplayText;

    private static string? Overloads(SignatureHelpProduced? help) =>
        help is null
            ? null
            : string.Join("\n\n", help.Signatures.Select(one => $"```csharp\n{one.Label}\n```\n{one.Documentation?.Value}".TrimEnd()));

    private async Task<T?> AskAsync<T>(Command question)
        where T : Event
    {
        T? answer = null;
        await engine.RunAsync(new CommandEnvelope(Wire.NewToken(), question, []), one => answer = one as T ?? answer).ConfigureAwait(false);
        return answer;
    }
}
