using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using WhiteBoxLab.Kernel.Cells;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Editing;

/// <summary>The public types and members of the library and the protocol, read from their assemblies and docstrings when first asked
/// for.</summary>
internal static class ApiList
{
    private static readonly string[] Assemblies = ["WhiteBoxLab", "WhiteBoxLab.Protocol"];

    private static readonly Lazy<IReadOnlyList<ApiMember>> List = new(Read);

    private static readonly SymbolDisplayFormat Named = new(
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypes,
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters,
        memberOptions: SymbolDisplayMemberOptions.IncludeContainingType
    );

    private static readonly SymbolDisplayFormat Signed = Named
        .AddKindOptions(SymbolDisplayKindOptions.IncludeTypeKeyword)
        .AddMemberOptions(
            SymbolDisplayMemberOptions.IncludeParameters
                | SymbolDisplayMemberOptions.IncludeType
                | SymbolDisplayMemberOptions.IncludeModifiers
                | SymbolDisplayMemberOptions.IncludeConstantValue
        )
        .AddParameterOptions(
            SymbolDisplayParameterOptions.IncludeType
                | SymbolDisplayParameterOptions.IncludeName
                | SymbolDisplayParameterOptions.IncludeDefaultValue
                | SymbolDisplayParameterOptions.IncludeModifiers
        )
        .WithMiscellaneousOptions(
            SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier
        );

    private static readonly SymbolDisplayFormat Made = Signed.RemoveMemberOptions(SymbolDisplayMemberOptions.IncludeContainingType);

    /// <summary>All of them: types by name, each before its members.</summary>
    public static IReadOnlyList<ApiMember> Members => List.Value;

    private static IReadOnlyList<ApiMember> Read()
    {
        Dictionary<string, string> methods = Catalogue.Cards.ToDictionary(
            card => Catalogue.Create(card.Id).GetType().Name,
            card => card.Id
        );
        return
        [
            .. Types()
                .OrderBy(type => type.ToDisplayString(Named), StringComparer.Ordinal)
                .SelectMany(type => Of(type).Select(symbol => Described(symbol, methods.GetValueOrDefault(type.Name)))),
        ];
    }

    // One compilation: with docstrings for those that are read, as cells have them for the rest.
    private static IEnumerable<INamedTypeSymbol> Types()
    {
        CellReferences seen = new();
        MetadataReference[] own = [.. Assemblies.Select(name => WithDocs(seen.PathOf(name)!))]; // this program is made of them
        IEnumerable<MetadataReference> others = seen.All.Where(one => !Assemblies.Contains(Path.GetFileNameWithoutExtension(one.Display)));
        CSharpCompilation all = CSharpCompilation.Create("api", references: [.. own, .. others]);
        return own.SelectMany(one => Types(((IAssemblySymbol)all.GetAssemblyOrModuleSymbol(one)!).GlobalNamespace)); // each is an assembly
    }

    private static PortableExecutableReference WithDocs(string file) =>
        MetadataReference.CreateFromFile(file, documentation: CellReferences.Beside(file));

    private static IEnumerable<INamedTypeSymbol> Types(INamespaceOrTypeSymbol outer) =>
        outer
            .GetMembers()
            .OfType<INamespaceOrTypeSymbol>()
            .Where(inner => inner is INamespaceSymbol || IsPublic(inner))
            .SelectMany(inner => Types(inner).Concat(inner is INamedTypeSymbol type ? [type] : []));

    // What a record has from the compiler has no docstring; positional properties have that of their parameter.
    private static IEnumerable<ISymbol> Of(INamedTypeSymbol type) =>
        type.GetMembers()
            .Where(member =>
                member is not INamedTypeSymbol && IsPublic(member) && member is not IMethodSymbol { AssociatedSymbol: not null }
            )
            .Where(member => ApiDocs.Summary(member).Length > 0)
            .Prepend(type);

    private static bool IsPublic(ISymbol symbol) =>
        symbol.DeclaredAccessibility is Accessibility.Public or Accessibility.Protected or Accessibility.ProtectedOrInternal;

    private static ApiMember Described(ISymbol symbol, string? method) =>
        new(NameOf(symbol), KindOf(symbol), symbol.ToDisplayString(IsMade(symbol) ? Made : Signed), ApiDocs.Summary(symbol), method);

    private static string NameOf(ISymbol symbol) => (IsMade(symbol) ? symbol.ContainingType : symbol).ToDisplayString(Named);

    private static bool IsMade(ISymbol symbol) => symbol is IMethodSymbol { MethodKind: MethodKind.Constructor };

    private static string KindOf(ISymbol symbol) =>
        symbol switch
        {
            INamedTypeSymbol { IsRecord: true } => "record",
            INamedTypeSymbol type => type.TypeKind.ToString().ToLowerInvariant(),
            _ when IsMade(symbol) => "constructor",
            IFieldSymbol { ContainingType.TypeKind: TypeKind.Enum } => "value",
            _ => symbol.Kind.ToString().ToLowerInvariant(),
        };
}
