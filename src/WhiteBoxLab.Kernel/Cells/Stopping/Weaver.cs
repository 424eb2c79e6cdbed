using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace WhiteBoxLab.Kernel.Cells.Stopping;

/// <summary>
/// Weaves checkpoints into a cell: into the bodies of loops, behind labels, into the bodies of functions. A checkpoint at the start of a
/// loop's body lies outside
/// the user's own try, so that a loop that catches everything stops too. Behind what registers a formatter it is guarded. Left alone:
/// lambdas that are expressions, properties that are
/// expressions, finalizers.
/// </summary>
internal sealed class Weaver(Insertions insertions) : CSharpSyntaxWalker
{
    private const string Pass = " global::WhiteBoxLab.Kernel.Cells.Stopping.Checkpoint.Pass();",
        Enter = " global::WhiteBoxLab.Kernel.Cells.Stopping.Checkpoint.Enter();",
        Guard = " global::WhiteBoxLab.Kernel.Cells.Stopping.Checkpoint.GuardFormatters();";

    public override void VisitForStatement(ForStatementSyntax node) => Loop(node.Statement, () => base.VisitForStatement(node));

    public override void VisitForEachStatement(ForEachStatementSyntax node) => Loop(node.Statement, () => base.VisitForEachStatement(node));

    public override void VisitForEachVariableStatement(ForEachVariableStatementSyntax node) =>
        Loop(node.Statement, () => base.VisitForEachVariableStatement(node));

    public override void VisitWhileStatement(WhileStatementSyntax node) => Loop(node.Statement, () => base.VisitWhileStatement(node));

    public override void VisitDoStatement(DoStatementSyntax node) => Loop(node.Statement, () => base.VisitDoStatement(node));

    public override void VisitLabeledStatement(LabeledStatementSyntax node)
    {
        insertions.Insert(node.ColonToken.Span.End, Pass);
        base.VisitLabeledStatement(node);
    }

    public override void VisitExpressionStatement(ExpressionStatementSyntax node)
    {
        bool guarded = !node.SemicolonToken.IsMissing && Registers(node.Expression);
        if (guarded)
            insertions.Insert(node.SpanStart, "{ ");
        base.VisitExpressionStatement(node);
        if (guarded)
            insertions.Insert(node.Span.End, Guard + " }");
    }

    public override void VisitMethodDeclaration(MethodDeclarationSyntax node)
    {
        Body(node.Body, node.ExpressionBody, node.SemicolonToken, node.ReturnType, node.Modifiers);
        base.VisitMethodDeclaration(node);
    }

    public override void VisitLocalFunctionStatement(LocalFunctionStatementSyntax node)
    {
        Body(node.Body, node.ExpressionBody, node.SemicolonToken, node.ReturnType, node.Modifiers);
        base.VisitLocalFunctionStatement(node);
    }

    public override void VisitConstructorDeclaration(ConstructorDeclarationSyntax node)
    {
        Block(node.Body);
        base.VisitConstructorDeclaration(node);
    }

    public override void VisitOperatorDeclaration(OperatorDeclarationSyntax node)
    {
        Block(node.Body);
        base.VisitOperatorDeclaration(node);
    }

    public override void VisitAccessorDeclaration(AccessorDeclarationSyntax node)
    {
        Block(node.Body);
        base.VisitAccessorDeclaration(node);
    }

    public override void VisitParenthesizedLambdaExpression(ParenthesizedLambdaExpressionSyntax node)
    {
        Block(node.Block);
        base.VisitParenthesizedLambdaExpression(node);
    }

    public override void VisitSimpleLambdaExpression(SimpleLambdaExpressionSyntax node)
    {
        Block(node.Block);
        base.VisitSimpleLambdaExpression(node);
    }

    public override void VisitAnonymousMethodExpression(AnonymousMethodExpressionSyntax node)
    {
        Block(node.Block);
        base.VisitAnonymousMethodExpression(node);
    }

    // Formatter.Register<T>(...)
    private static bool Registers(ExpressionSyntax expression) =>
        expression
            is InvocationExpressionSyntax
            {
                Expression: MemberAccessExpressionSyntax
                {
                    Name.Identifier.ValueText: "Register",
                    Expression: NameSyntax or MemberAccessExpressionSyntax
                } call,
            }
        && call.Expression.ToString().EndsWith("Formatter", StringComparison.Ordinal);

    private void Loop(StatementSyntax body, Action inside)
    {
        if (body is BlockSyntax block)
        {
            insertions.Insert(block.OpenBraceToken.Span.End, Pass);
            inside();
            return;
        }
        insertions.Insert(body.SpanStart, "{" + Pass + " ");
        inside();
        insertions.Insert(body.Span.End, " }");
    }

    private void Block(BlockSyntax? body)
    {
        if (body is { OpenBraceToken.IsMissing: false })
            insertions.Insert(body.OpenBraceToken.Span.End, Enter);
    }

    private void Body(
        BlockSyntax? block,
        ArrowExpressionClauseSyntax? arrow,
        SyntaxToken semicolon,
        TypeSyntax type,
        SyntaxTokenList modifiers
    )
    {
        Block(block);
        if (arrow is null || semicolon.IsMissing || arrow.Expression is RefExpressionSyntax)
            return;
        bool gives = arrow.Expression is not ThrowExpressionSyntax && !IsVoid(type, modifiers);
        insertions.Replace(arrow.ArrowToken.SpanStart, arrow.ArrowToken.Span.Length, "{" + Enter + (gives ? " return" : ""));
        insertions.Insert(semicolon.Span.End, " }");
    }

    private static bool IsVoid(TypeSyntax type, SyntaxTokenList modifiers) =>
        type is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword }
        || modifiers.Any(SyntaxKind.AsyncKeyword)
            && (type is QualifiedNameSyntax { Right: IdentifierNameSyntax right } ? right : type) is IdentifierNameSyntax;
}
