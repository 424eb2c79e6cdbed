using System.Reflection;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WhiteBoxLab.Kernel.Cells.Stopping;

/// <summary>
/// Gives the cell's token to the library's long calls where the cell's author has given none: <c>network.Explain(photo, method)</c> stops
/// within a step.
/// </summary>
internal static class TokenWeaver
{
    private const string Parameter = "cancellationToken",
        Argument = Parameter + ": global::WhiteBoxLab.Kernel.Cells.CellFunctions.Token";

    // The names of the library's methods that take a token and can do without.
    private static readonly HashSet<string> Names =
    [
        .. typeof(Network)
            .Assembly.GetExportedTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static))
            .Where(method => method.GetParameters().Any(parameter => parameter is { Name: Parameter, IsOptional: true }))
            .Select(method => method.Name),
    ];

    /// <summary>Adds what is missing.</summary>
    /// <param name="tree">The cell as it was written.</param>
    /// <param name="compile">Compiles it, where that is needed to know what is called.</param>
    /// <param name="insertions">Where the tokens go.</param>
    public static void Weave(SyntaxTree tree, Func<CSharpCompilation> compile, Insertions insertions)
    {
        InvocationExpressionSyntax[] calls = [.. tree.GetRoot().DescendantNodes().OfType<InvocationExpressionSyntax>().Where(MayTakeToken)];
        if (calls.Length == 0)
            return;
        SemanticModel model = compile().GetSemanticModel(tree);
        foreach (
            InvocationExpressionSyntax call in calls.Where(call =>
                model.GetSymbolInfo(call).Symbol is IMethodSymbol method && Lacks(call, method)
            )
        )
            insertions.Insert(call.ArgumentList.CloseParenToken.SpanStart, (call.ArgumentList.Arguments.Count > 0 ? ", " : "") + Argument);
    }

    private static bool MayTakeToken(InvocationExpressionSyntax call) =>
        call
            is {
                Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name },
                ArgumentList.CloseParenToken.IsMissing: false
            }
        && Names.Contains(name)
        && call.ArgumentList.Arguments.All(argument => argument.NameColon?.Name.Identifier.ValueText != Parameter);

    private static bool Lacks(InvocationExpressionSyntax call, IMethodSymbol method) =>
        method.ContainingAssembly?.Name == nameof(WhiteBoxLab)
        && method.Parameters.FirstOrDefault(parameter => parameter is { Name: Parameter, IsOptional: true }) is { } token
        && call.ArgumentList.Arguments.Count(argument => argument.NameColon is null) <= token.Ordinal;
}
