using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Editing;

/// <summary>What arguments the call around a place takes.</summary>
internal static class SignatureHelp
{
    private static readonly SymbolDisplayFormat Label = SymbolDisplayFormat
        .MinimallyQualifiedFormat.WithMemberOptions(
            SymbolDisplayMemberOptions.IncludeParameters
                | SymbolDisplayMemberOptions.IncludeType
                | SymbolDisplayMemberOptions.IncludeContainingType
        )
        .WithParameterOptions(
            SymbolDisplayFormat.MinimallyQualifiedFormat.ParameterOptions | SymbolDisplayParameterOptions.IncludeDefaultValue
        );

    public static async Task<SignatureHelpProduced?> OfAsync(Document document, int position, CancellationToken cancellationToken)
    {
        if (
            await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false) is not { } root
            || Around(root, position) is not { } list
            || await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false) is not { } model
        )
            return null;
        IMethodSymbol[] methods =
        [
            .. Meant(list.Parent, model, cancellationToken)
                .Where(method => model.IsAccessible(position, method))
                .DistinctBy(method => method.ToDisplayString(Label)),
        ];
        if (methods.Length == 0)
            return null;
        int argument = list.Arguments.GetSeparators().Count(separator => separator.SpanStart < position);
        string? name = list.Arguments.ElementAtOrDefault(argument)?.NameColon?.Name.Identifier.ValueText;
        int active = Active(methods, list, argument, model, cancellationToken);
        int parameter = name is null
            ? Math.Min(argument, Math.Max(0, methods[active].Parameters.Length - 1))
            : methods[active].Parameters.TakeWhile(one => one.Name != name).Count();
        return new SignatureHelpProduced([.. methods.Select(One)], active, parameter);
    }

    // The innermost list of arguments that the place is inside of, behind its opening bracket.
    private static BaseArgumentListSyntax? Around(SyntaxNode root, int position)
    {
        SyntaxToken token = root.FindToken(Math.Max(0, position - 1));
        return token
            .Parent?.AncestorsAndSelf()
            .OfType<BaseArgumentListSyntax>()
            .FirstOrDefault(list => Open(list).Span.End <= position && (Close(list).IsMissing || position <= Close(list).SpanStart));
    }

    private static SyntaxToken Open(BaseArgumentListSyntax list) =>
        list is ArgumentListSyntax round ? round.OpenParenToken : ((BracketedArgumentListSyntax)list).OpenBracketToken;

    private static SyntaxToken Close(BaseArgumentListSyntax list) =>
        list is ArgumentListSyntax round ? round.CloseParenToken : ((BracketedArgumentListSyntax)list).CloseBracketToken;

    private static IEnumerable<IMethodSymbol> Meant(SyntaxNode? call, SemanticModel model, CancellationToken cancellationToken) =>
        call switch
        {
            InvocationExpressionSyntax one
                when model.GetTypeInfo(one.Expression, cancellationToken).Type is INamedTypeSymbol { DelegateInvokeMethod: { } invoke } =>
            [
                invoke,
            ],
            InvocationExpressionSyntax one => model.GetMemberGroup(one.Expression, cancellationToken).OfType<IMethodSymbol>(),
            BaseObjectCreationExpressionSyntax one => (
                model.GetTypeInfo(one, cancellationToken).Type as INamedTypeSymbol
            )?.InstanceConstructors
                ?? [],
            ConstructorInitializerSyntax one => model.GetMemberGroup(one, cancellationToken).OfType<IMethodSymbol>(),
            PrimaryConstructorBaseTypeSyntax one => (
                model.GetTypeInfo(one.Type, cancellationToken).Type as INamedTypeSymbol
            )?.InstanceConstructors
                ?? [],
            ElementAccessExpressionSyntax one => model
                .GetTypeInfo(one.Expression, cancellationToken)
                .Type?.GetMembers()
                .OfType<IPropertySymbol>()
                .Where(property => property.IsIndexer)
                .Select(property => property.GetMethod)
                .OfType<IMethodSymbol>()
                ?? [],
            _ => [],
        };

    // The overload that the compiler would take; while it cannot say, the first with room for the argument.
    private static int Active(
        IMethodSymbol[] methods,
        BaseArgumentListSyntax list,
        int argument,
        SemanticModel model,
        CancellationToken cancellationToken
    )
    {
        SymbolInfo info = list.Parent is null ? default : model.GetSymbolInfo(list.Parent, cancellationToken);
        int best =
            info.Symbol is IMethodSymbol chosen && list.Arguments.All(one => !one.IsMissing && one.Span.Length > 0)
                ? Array.FindIndex(methods, method => SymbolEqualityComparer.Default.Equals(method, chosen))
                : -1;
        if (best < 0)
            best = Array.FindIndex(methods, method =>
                method.Parameters.Length > argument
                || method.Parameters is [.., { IsParams: true }]
                || argument == 0 && list.Arguments.Count == 0
            );
        return Math.Max(0, best);
    }

    private static SignatureInformation One(IMethodSymbol method)
    {
        string? docs = Docs(method);
        return new SignatureInformation(
            method.ToDisplayString(Label),
            Text(DocText.Summary(docs)),
            [
                .. method.Parameters.Select(parameter => new ParameterInformation(
                    parameter.Name,
                    Text(DocText.Parameter(docs, parameter.Name))
                )),
            ]
        );
    }

    private static FormattedValue Text(string text) => new("text/plain", text);

    // A method of an instance of a generic type, or one called as an extension, has its documentation where it was declared; one that
    // overrides, where the first is.
    private static string? Docs(IMethodSymbol method)
    {
        IMethodSymbol? declared = (method.ReducedFrom ?? method).OriginalDefinition;
        string? docs = declared.GetDocumentationCommentXml(expandIncludes: true);
        while (string.IsNullOrEmpty(DocText.Summary(docs)) && declared?.OverriddenMethod is { } overridden)
            docs = (declared = overridden.OriginalDefinition).GetDocumentationCommentXml(expandIncludes: true);
        return declared is { MethodKind: MethodKind.Constructor } && DocText.Summary(docs).Length == 0
            ? declared.ContainingType.GetDocumentationCommentXml(expandIncludes: true)
            : docs;
    }
}
