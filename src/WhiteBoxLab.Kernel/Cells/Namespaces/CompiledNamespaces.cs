using Microsoft.CodeAnalysis;

namespace WhiteBoxLab.Kernel.Cells.Namespaces;

/// <summary>The namespaces of a cell, compiled into an assembly of their own.</summary>
/// <param name="Assembly">The assembly.</param>
/// <param name="Symbols">Its debugging symbols.</param>
/// <param name="Types">The full names of the types in it, without those inside types.</param>
internal sealed record CompiledNamespaces(byte[] Assembly, byte[] Symbols, IReadOnlySet<string> Types)
{
    private readonly HashSet<string> hidden = new(StringComparer.Ordinal);

    /// <summary>What cells see of it.</summary>
    public NamespaceReference Reference { get; } = new(Assembly);

    /// <summary>Opens what was compiled to the cells behind.</summary>
    public static CompiledNamespaces Of(CompiledCell compiled, byte[] assembly)
    {
        HashSet<string> types =
        [
            .. Written(compiled.Compilation.Assembly.GlobalNamespace)
                .Select(type => $"{type.ContainingNamespace.ToDisplayString()}.{type.MetadataName}"),
        ];
        Visibility.Open(assembly, types);
        return new CompiledNamespaces(assembly, compiled.Symbols, types);
    }

    /// <summary>Hides what a newer cell declares again.</summary>
    /// <returns>What was seen until now.</returns>
    public IReadOnlyList<string> Hide(IEnumerable<string> types)
    {
        string[] added = [.. types.Where(type => Types.Contains(type) && hidden.Add(type))];
        if (added.Length > 0)
            Reference.Hide(hidden);
        return added;
    }

    /// <summary>Shows again what was hidden.</summary>
    public void Show(IReadOnlyList<string> types)
    {
        hidden.ExceptWith(types);
        if (types.Count > 0)
            Reference.Hide(hidden);
    }

    private static IEnumerable<INamedTypeSymbol> Written(INamespaceSymbol space) =>
        space
            .GetTypeMembers()
            .Where(type =>
                !type.ContainingNamespace.IsGlobalNamespace && type.CanBeReferencedByName && type.DeclaringSyntaxReferences.Length > 0
            )
            .Concat(space.GetNamespaceMembers().SelectMany(Written));
}
