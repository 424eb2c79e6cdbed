using Microsoft.CodeAnalysis;

namespace WhiteBoxLab.Kernel.Editing;

/// <summary>What a docstring says of a symbol, also where it is inherited or stands at another place.</summary>
internal static class ApiDocs
{
    /// <summary>The summary; empty where there is none.</summary>
    public static string Summary(ISymbol symbol)
    {
        string own = DocText.Summary(symbol.GetDocumentationCommentXml());
        return own.Length > 0 ? own : Elsewhere(symbol);
    }

    private static string Elsewhere(ISymbol symbol) =>
        symbol switch
        {
            IPropertySymbol { ContainingType.IsRecord: true } part when OfParameter(part) is { Length: > 0 } said => said,
            IMethodSymbol { MethodKind: MethodKind.Constructor, Parameters.Length: > 0 } made => OfMade(made),
            _ when Above(symbol) is { } other => Summary(other),
            _ => "",
        };

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
