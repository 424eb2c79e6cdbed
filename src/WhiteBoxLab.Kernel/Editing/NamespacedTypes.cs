using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WhiteBoxLab.Kernel.Editing;

/// <summary>
/// The types that a cell declares in namespaces, each by itself in a namespace of its own with the usings it was written under.
/// </summary>
internal static class NamespacedTypes
{
    public static IEnumerable<CellDeclaration> Of(CompilationUnitSyntax cell, CellOrigin origin) =>
        cell
            .Members.OfType<BaseNamespaceDeclarationSyntax>()
            .SelectMany(space => Of(space, "", cell.Usings.Select(one => one.ToString()), origin));

    private static IEnumerable<CellDeclaration> Of(
        BaseNamespaceDeclarationSyntax space,
        string outside,
        IEnumerable<string> usings,
        CellOrigin origin
    )
    {
        string name = outside + space.Name;
        string[] used = [.. usings, .. space.Usings.Select(one => one.ToString())];
        return space.Members.SelectMany(member =>
            member switch
            {
                BaseNamespaceDeclarationSyntax inner => Of(inner, name + ".", used, origin),
                TypeDeclarationSyntax type =>
                [
                    One(type, type.Arity > 0 ? $"{type.Identifier.ValueText}`{type.Arity}" : type.Identifier.ValueText),
                ],
                BaseTypeDeclarationSyntax type => [One(type, type.Identifier.ValueText)],
                DelegateDeclarationSyntax type => [One(type, type.Identifier.ValueText)],
                _ => Enumerable.Empty<CellDeclaration>(),
            }
        );

        CellDeclaration One(MemberDeclarationSyntax type, string named)
        {
            string before = $"namespace {name} {{ {string.Join(" ", used.Distinct())} ";
            CellDeclaration written = DeclarationList.Written(type, [$"{name}.{named}"], null, origin);
            return written with { Text = $"{before}{written.Text}\n}}", Shift = written.Shift - before.Length };
        }
    }
}
