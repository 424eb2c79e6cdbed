using System.Buffers.Binary;
using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;

namespace WhiteBoxLab.Kernel.Cells.Namespaces;

/// <summary>Changes who sees what of a compiled assembly, in its bytes.</summary>
internal static class Visibility
{
    private const int OfMethod = 6; // where a method's flags stand in its row; those of a type and of a field stand first

    /// <summary>Makes public what is internal, as it is to all of a program: the cells behind are the rest of the program.</summary>
    /// <param name="assembly">The assembly's bytes; changed.</param>
    /// <param name="types">The full names of its types outside of types that the author wrote; what the compiler made is left
    /// alone.</param>
    public static void Open(byte[] assembly, IReadOnlySet<string> types)
    {
        using PEReader file = new(new MemoryStream(assembly, writable: false), PEStreamOptions.PrefetchEntireImage);
        MetadataReader metadata = file.GetMetadataReader();
        foreach (TypeDefinitionHandle handle in metadata.TypeDefinitions.Where(handle => types.Contains(Outermost(metadata, handle))))
        {
            TypeDefinition type = metadata.GetTypeDefinition(handle);
            Set(Place(file, metadata, TableIndex.TypeDef, handle), (int)TypeAttributes.VisibilityMask, visibility =>
                (TypeAttributes)visibility switch
                {
                    TypeAttributes.NotPublic => (int)TypeAttributes.Public,
                    TypeAttributes.NestedAssembly or TypeAttributes.NestedFamORAssem => (int)TypeAttributes.NestedPublic,
                    _ => visibility,
                }
            );
            foreach (FieldDefinitionHandle field in type.GetFields())
                Set(Place(file, metadata, TableIndex.Field, field), (int)FieldAttributes.FieldAccessMask, Member);
            foreach (MethodDefinitionHandle method in type.GetMethods())
                Set(Place(file, metadata, TableIndex.MethodDef, method) + OfMethod, (int)MethodAttributes.MemberAccessMask, Member);
        }

        void Set(int place, int mask, Func<int, int> change) => Change(assembly, place, mask, change);
    }

    /// <summary>A copy of an assembly in which some types are seen by none of the others, nor are those inside them.</summary>
    public static byte[] Hide(byte[] assembly, IReadOnlySet<string> types)
    {
        byte[] copy = [.. assembly];
        using PEReader file = new(new MemoryStream(assembly, writable: false), PEStreamOptions.PrefetchEntireImage);
        MetadataReader metadata = file.GetMetadataReader();
        foreach (
            TypeDefinitionHandle handle in metadata.TypeDefinitions.Where(handle =>
                !metadata.GetTypeDefinition(handle).IsNested && types.Contains(Outermost(metadata, handle))
            )
        )
            Change(copy, Place(file, metadata, TableIndex.TypeDef, handle), (int)TypeAttributes.VisibilityMask, _ =>
                (int)TypeAttributes.NotPublic
            );
        return copy;
    }

    // Methods and fields have the same words in the same numbers.
    private static int Member(int visibility) =>
        (MethodAttributes)visibility is MethodAttributes.Assembly or MethodAttributes.FamORAssem
            ? (int)MethodAttributes.Public
            : visibility;

    private static void Change(byte[] assembly, int place, int mask, Func<int, int> change)
    {
        Span<byte> flags = assembly.AsSpan(place, sizeof(ushort));
        int before = BinaryPrimitives.ReadUInt16LittleEndian(flags);
        BinaryPrimitives.WriteUInt16LittleEndian(flags, (ushort)((before & ~mask) | change(before & mask)));
    }

    private static int Place(PEReader file, MetadataReader metadata, TableIndex table, EntityHandle row) =>
        file.PEHeaders.MetadataStartOffset
        + metadata.GetTableMetadataOffset(table)
        + metadata.GetTableRowSize(table) * (MetadataTokens.GetRowNumber(row) - 1);

    private static string Outermost(MetadataReader metadata, TypeDefinitionHandle handle)
    {
        TypeDefinition type = metadata.GetTypeDefinition(handle);
        while (type.IsNested)
            type = metadata.GetTypeDefinition(type.GetDeclaringType());
        return $"{metadata.GetString(type.Namespace)}.{metadata.GetString(type.Name)}";
    }
}
