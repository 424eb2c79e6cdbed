using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Completion;
using Microsoft.CodeAnalysis.Tags;
using WhiteBoxLab.Protocol;
using RoslynItem = Microsoft.CodeAnalysis.Completion.CompletionItem;

namespace WhiteBoxLab.Kernel.Editing;

/// <summary>What could be typed at a place. Documentation comes for one at a time, when somebody looks at it.</summary>
internal sealed class Completions
{
    private static readonly HashSet<string> Kinds =
    [
        WellKnownTags.Class,
        WellKnownTags.Constant,
        WellKnownTags.Delegate,
        WellKnownTags.Enum,
        WellKnownTags.EnumMember,
        WellKnownTags.Event,
        WellKnownTags.ExtensionMethod,
        WellKnownTags.Field,
        WellKnownTags.Interface,
        WellKnownTags.Keyword,
        WellKnownTags.Label,
        WellKnownTags.Local,
        WellKnownTags.Method,
        WellKnownTags.Module,
        WellKnownTags.Namespace,
        WellKnownTags.Operator,
        WellKnownTags.Parameter,
        WellKnownTags.Property,
        WellKnownTags.RangeVariable,
        WellKnownTags.Reference,
        WellKnownTags.Snippet,
        WellKnownTags.Structure,
        WellKnownTags.TypeParameter,
    ];

    private (string Code, int Position, Document Document, IReadOnlyList<RoslynItem> Items)? latest;

    public async Task<CompletionsProduced> ListAsync(Document document, int position, string code, CancellationToken cancellationToken) =>
        new(null, [.. (await ItemsAsync(document, position, code, cancellationToken).ConfigureAwait(false)).Select(One)]);

    public async Task<CompletionDocumentationProduced?> DocumentAsync(
        RequestCompletionDocumentation ask,
        Document document,
        int position,
        CancellationToken cancellationToken
    )
    {
        IReadOnlyList<RoslynItem> items = await ItemsAsync(document, position, ask.Code, cancellationToken).ConfigureAwait(false);
        if (
            items.FirstOrDefault(item => Shown(item) == ask.DisplayText && (ask.Kind is null || Kind(item) == ask.Kind)) is not { } item
            || latest is not { Document: var shown }
            || CompletionService.GetService(shown) is not { } service
        )
            return null;
        CompletionDescription? description = await service.GetDescriptionAsync(shown, item, cancellationToken).ConfigureAwait(false);
        return description is null
            ? null
            : new CompletionDocumentationProduced(
                ask.DisplayText,
                new FormattedValue("text/markdown", Described.Markdown(description.TaggedParts))
            );
    }

    private async Task<IReadOnlyList<RoslynItem>> ItemsAsync(
        Document document,
        int position,
        string code,
        CancellationToken cancellationToken
    )
    {
        if (latest is { } known && known.Code == code && known.Position == position && known.Document.Project.Id == document.Project.Id)
            return known.Items;
        CompletionList? list = CompletionService.GetService(document) is { } service
            ? await service.GetCompletionsAsync(document, position, cancellationToken: cancellationToken).ConfigureAwait(false)
            : null;
        IReadOnlyList<RoslynItem> items = [.. list?.ItemsList.Where(item => !item.IsComplexTextEdit) ?? []];
        latest = (code, position, document, items);
        return items;
    }

    private static Protocol.CompletionItem One(RoslynItem item) =>
        new(Shown(item), Kind(item), item.FilterText, item.SortText, Inserted(item), null, null);

    private static string Shown(RoslynItem item) => item.DisplayTextPrefix + item.DisplayText + item.DisplayTextSuffix;

    private static string Inserted(RoslynItem item) => item.Properties.GetValueOrDefault("InsertionText") ?? item.DisplayText;

    private static string? Kind(RoslynItem item) => item.Tags.FirstOrDefault(Kinds.Contains);
}
