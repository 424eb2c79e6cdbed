using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WhiteBoxLab.Kernel.Editing;

/// <summary>What a cell that has not run would declare, by its text alone.</summary>
internal static class WrittenDeclarations
{
    public static IEnumerable<CellDeclaration> Of(CompilationUnitSyntax cell, CellOrigin origin) =>
        cell.Members.Select(member => Of(member, origin)).OfType<CellDeclaration>();

    private static CellDeclaration? Of(MemberDeclarationSyntax member, CellOrigin origin)
    {
        return member switch
        {
            FieldDeclarationSyntax field => Written([.. field.Declaration.Variables.Select(one => one.Identifier.ValueText)]),
            MethodDeclarationSyntax method => Written(
                [method.Identifier.ValueText],
                string.Join(", ", method.ParameterList.Parameters.Select(parameter => parameter.Type?.ToString()))
            ),
            TypeDeclarationSyntax { Arity: > 0 } type => Written([$"{type.Identifier.ValueText}`{type.Arity}"]),
            BaseTypeDeclarationSyntax type => Written([type.Identifier.ValueText]),
            DelegateDeclarationSyntax type => Written([type.Identifier.ValueText]),
            PropertyDeclarationSyntax property => Written([property.Identifier.ValueText]),
            GlobalStatementSyntax { Statement: ExpressionStatementSyntax statement } => Names(statement) is { Count: > 0 } names
                ? Written(names)
                : null,
            _ => null,
        };

        CellDeclaration Written(IReadOnlyList<string> names, string? signature = null) =>
            DeclarationList.Written(member, names, signature, origin);
    }

    // "var (a, b) = ..." and "int.TryParse(text, out var n)" declare variables too.
    private static List<string> Names(SyntaxNode statement) =>
        [.. statement.DescendantNodes().OfType<SingleVariableDesignationSyntax>().Select(one => one.Identifier.ValueText)];
}
