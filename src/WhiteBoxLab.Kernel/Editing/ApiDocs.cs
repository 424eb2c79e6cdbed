using Microsoft.CodeAnalysis;

namespace WhiteBoxLab.Kernel.Editing;

/// <summary>What a docstring says of a symbol, also where it is inherited or stands at another place.</summary>
internal static class ApiDocs
{
    /// <summary>The summary; empty where there is none.</summary>
    public static string Summary(ISymbol symbol) =>
        DocText.Summary(symbol.GetDocumentationCommentXml()) is { Length: > 0 } own ? own
        : symbol is IPropertySymbol { ContainingType.IsRecord: true } part && OfParameter(part) is { Length: > 0 } said ? said
        : symbol is IMethodSymbol { MethodKind: MethodKind.Constructor, Parameters.Length: > 0 } made ? OfMade(made)
        : Above(symbol) is { } other ? Summary(other)
        : "";

    private static string OfParameter(IPropertySymbol property) =>
        DocText.Parameter(property.ContainingType.GetDocumentationCommentXml(), property.Name);

    // Those that the compiler writes for a record take the record itself, or are not public.
    private static string OfMade(IMethodSymbol constructor) =>
        SymbolEqualityComparer.Default.Equals(constructor.Parameters[0].Type, constructor.ContainingType)
            ? ""
            : DocText.Summary(constructor.ContainingType.GetDocumentationCommentXml());

    private static ISymbol? Above(ISymbol symbol) =>
        symbol.GetDocumentationCommentXml()?.Contains("<inheritdoc", StringComparison.Ordinal) is not true
            ? null
            : symbol switch
            {
                IMethodSymbol { OverriddenMethod: { } method } => method,
                IPropertySymbol { OverriddenProperty: { } property } => property,
                INamedTypeSymbol type => type.BaseType,
                _ => Promised(symbol),
            };

    private static ISymbol? Promised(ISymbol symbol) =>
        symbol
            .ContainingType?.AllInterfaces.SelectMany(promise => promise.GetMembers(symbol.Name))
            .FirstOrDefault(member =>
                SymbolEqualityComparer.Default.Equals(symbol.ContainingType.FindImplementationForInterfaceMember(member), symbol)
            );
}
