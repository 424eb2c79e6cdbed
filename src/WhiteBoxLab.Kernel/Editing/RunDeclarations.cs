using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WhiteBoxLab.Kernel.Editing;

/// <summary>
/// What a cell that has run declares. A variable is told by its type: what it was assigned may have meant older declarations.
/// </summary>
internal static class RunDeclarations
{
    private static readonly SymbolDisplayFormat TypeNames = SymbolDisplayFormat.FullyQualifiedFormat.AddMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier
    );

    public static IEnumerable<CellDeclaration> Of(INamedTypeSymbol cell, CellOrigin origin) =>
        cell.GetMembers()
            .Where(member => !member.IsImplicitlyDeclared)
            .SelectMany(member => member.DeclaringSyntaxReferences.Select(place => Of(member, place.GetSyntax(), origin)))
            .OfType<CellDeclaration>();

    private static CellDeclaration? Of(ISymbol member, SyntaxNode node, CellOrigin origin) =>
        member switch
        {
            IFieldSymbol { IsConst: false } field when IsNameable(field.Type) => Variable(field, node, origin),
            IFieldSymbol field => node.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } whole
                ? DeclarationList.Written(whole, [field.Name], null, origin)
                : null,
            IMethodSymbol { MethodKind: MethodKind.Ordinary } method => DeclarationList.Written(
                node,
                [method.Name],
                string.Join(", ", method.Parameters.Select(parameter => parameter.Type.ToDisplayString(TypeNames))),
                origin
            ),
            INamedTypeSymbol type => DeclarationList.Written(node, [type.MetadataName], null, origin),
            IPropertySymbol or IEventSymbol => DeclarationList.Written(
                node.FirstAncestorOrSelf<MemberDeclarationSyntax>() ?? node,
                [member.Name],
                null,
                origin
            ),
            _ => null,
        };

    private static CellDeclaration Variable(IFieldSymbol field, SyntaxNode node, CellOrigin origin)
    {
        string type = field.Type.ToDisplayString(TypeNames);
        int name = node switch
        {
            VariableDeclaratorSyntax one => one.Identifier.SpanStart,
            SingleVariableDesignationSyntax one => one.Identifier.SpanStart,
            _ => node.SpanStart,
        };
        string modifiers = field.IsReadOnly ? "readonly " : "";
        return new CellDeclaration(
            [field.Name],
            null,
            $"{modifiers}{type} @{field.Name};",
            name - modifiers.Length - type.Length - 1,
            origin
        );
    }

    private static bool IsNameable(ITypeSymbol type) =>
        type switch
        {
            IErrorTypeSymbol => false,
            IArrayTypeSymbol array => IsNameable(array.ElementType),
            IPointerTypeSymbol or IFunctionPointerTypeSymbol => false,
            INamedTypeSymbol named => !named.IsAnonymousType
                && named.TypeArguments.All(IsNameable)
                && (named.ContainingType is null || IsNameable(named.ContainingType)),
            _ => true,
        };
}
