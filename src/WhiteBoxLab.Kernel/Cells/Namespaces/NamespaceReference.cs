using Microsoft.CodeAnalysis;

namespace WhiteBoxLab.Kernel.Cells.Namespaces;

/// <summary>
/// What cells see of the namespaces of an older cell. The cells of a chain inherit their references, so what a newer cell declares again is
/// hidden inside of the one that is
/// there: variables keep the older type, and a type's name means the newer one.
/// </summary>
internal sealed class NamespaceReference(byte[] assembly) : PortableExecutableReference(MetadataReferenceProperties.Assembly)
{
    private AssemblyMetadata metadata = AssemblyMetadata.CreateFromImage(assembly);

    /// <summary>Hides these types and no others.</summary>
    public void Hide(IReadOnlySet<string> types) => metadata = AssemblyMetadata.CreateFromImage(Visibility.Hide(assembly, types));

    protected override DocumentationProvider CreateDocumentationProvider() => DocumentationProvider.Default;

    protected override Metadata GetMetadataImpl() => metadata;

    protected override PortableExecutableReference WithPropertiesImpl(MetadataReferenceProperties properties) =>
        throw new NotSupportedException("The namespaces of a cell are referenced as they are.");
}
