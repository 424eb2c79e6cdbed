using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WhiteBoxLab.Kernel.Cells.Stopping;

namespace WhiteBoxLab.Kernel.Cells.Progress;

/// <summary>
/// Leads <c>progress(items)</c> to <see cref="CellFunctions.progress"/> where a <c>using static</c> hides it behind something else of that
/// name,
/// such as the HTML tag of .NET Interactive's <c>PocketViewTags</c>.
/// What is given no items, such as <c>progress("text")</c> or <c>progress[max: 3](...)</c>, is left to the other.
/// </summary>
internal static class ProgressWeaver
{
    /// <summary>Leads those that must be.</summary>
    /// <param name="tree">The cell as it was written.</param>
    /// <param name="compile">Compiles it, where that is needed to know what is called.</param>
    /// <param name="insertions">Where the words go.</param>
    public static void Weave(SyntaxTree tree, Func<CSharpCompilation> compile, Insertions insertions)
    {
        InvocationExpressionSyntax[] calls =
        [
            .. tree.GetRoot()
                .DescendantNodes()
                .OfType<InvocationExpressionSyntax>()
                .Where(call =>
                    call
                        is {
                            Expression: IdentifierNameSyntax { Identifier.ValueText: nameof(CellFunctions.progress) },
                            ArgumentList.Arguments.Count: > 0
                        }
                ),
        ];
        if (calls.Length == 0)
            return;
        SemanticModel model = compile().GetSemanticModel(tree);
        foreach (
            InvocationExpressionSyntax call in calls.Where(call =>
                IsHidden(model.GetSymbolInfo(call.Expression).Symbol)
                && HasItems(model.GetTypeInfo(call.ArgumentList.Arguments[0].Expression).Type)
            )
        )
            insertions.Insert(call.SpanStart, $"global::{typeof(CellFunctions).FullName}.");
    }

    // A variable or a function of the cells is meant as it was written.
    private static bool IsHidden(ISymbol? symbol) =>
        symbol is IPropertySymbol or IFieldSymbol && symbol is { IsStatic: true, ContainingType.IsScriptClass: false };

    private static bool HasItems(ITypeSymbol? type) =>
        type is { SpecialType: not SpecialType.System_String }
        && type.AllInterfaces.Append(type)
            .Any(one => one.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T);
}
