using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FindSymbols;
using Microsoft.CodeAnalysis.Text;
using WhiteBoxLab.Protocol;
using LinePosition = WhiteBoxLab.Protocol.LinePosition;
using LinePositionSpan = WhiteBoxLab.Protocol.LinePositionSpan;

namespace WhiteBoxLab.Kernel.Editing;

/// <summary>Where the name at a place was declared.</summary>
internal static class Definition
{
    public static async Task<DefinitionProduced?> OfAsync(
        CellWorkspace workspace,
        Document document,
        int position,
        string? cellId,
        CancellationToken cancellationToken
    )
    {
        ISymbol? symbol = await SymbolFinder.FindSymbolAtPositionAsync(document, position, cancellationToken).ConfigureAwait(false);
        if (symbol is IMethodSymbol { MethodKind: MethodKind.Constructor, IsImplicitlyDeclared: true } constructor)
            symbol = constructor.ContainingType;
        if (symbol?.OriginalDefinition.Locations.FirstOrDefault(place => place.IsInSource) is not { } location)
            return null;
        if (workspace.Find(document, location) is { } found)
            return new DefinitionProduced(
                found.Cell.CellId,
                found.Cell.Run,
                Span(SourceText.From(found.Cell.Code), found.Position, symbol.Name.Length)
            );
        return location.SourceTree == await document.GetSyntaxTreeAsync(cancellationToken).ConfigureAwait(false)
            ? new DefinitionProduced(
                cellId,
                null,
                Span(
                    await document.GetTextAsync(cancellationToken).ConfigureAwait(false),
                    location.SourceSpan.Start,
                    location.SourceSpan.Length
                )
            )
            : null;
    }

    private static LinePositionSpan Span(SourceText text, int start, int length)
    {
        Microsoft.CodeAnalysis.Text.LinePositionSpan span = text.Lines.GetLinePositionSpan(new TextSpan(start, length));
        return new LinePositionSpan(
            new LinePosition(span.Start.Line, span.Start.Character),
            new LinePosition(span.End.Line, span.End.Character)
        );
    }
}
