using System.Text.RegularExpressions;
using WhiteBoxLab.Protocol;
using RoslynDiagnostic = Microsoft.CodeAnalysis.Diagnostic;

namespace WhiteBoxLab.Kernel.Cells;

/// <summary>What the compiler says, in the protocol's words.</summary>
internal static partial class CompilerDiagnostics
{
    public static DiagnosticsProduced Of(IReadOnlyList<RoslynDiagnostic> diagnostics) =>
        new([.. diagnostics.Select(One)], [.. diagnostics.Select(diagnostic => new FormattedValue("text/plain", Line(diagnostic)))]);

    /// <summary>The errors, one a line.</summary>
    public static string Text(IReadOnlyList<RoslynDiagnostic> diagnostics) =>
        string.Join(
            "\n",
            diagnostics.Where(diagnostic => diagnostic.Severity == Microsoft.CodeAnalysis.DiagnosticSeverity.Error).Select(Line)
        );

    private static Diagnostic One(RoslynDiagnostic diagnostic)
    {
        LinePositionSpan span = Span(diagnostic);
        return new Diagnostic(span, (DiagnosticSeverity)(int)diagnostic.Severity, diagnostic.Id, Message(diagnostic));
    }

    private static string Line(RoslynDiagnostic diagnostic)
    {
        LinePosition start = Span(diagnostic).Start;
        return $"({start.Line + 1},{start.Character + 1}): {diagnostic.Severity.ToString().ToLowerInvariant()} {diagnostic.Id}: "
            + $"{Message(diagnostic)}";
    }

    private static string Message(RoslynDiagnostic diagnostic) =>
        Origin().Replace(diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture), "");

    private static LinePositionSpan Span(RoslynDiagnostic diagnostic)
    {
        Microsoft.CodeAnalysis.Text.LinePositionSpan span = diagnostic.Location.GetLineSpan().Span;
        return new LinePositionSpan(
            new LinePosition(span.Start.Line, span.Start.Character),
            new LinePosition(span.End.Line, span.End.Character)
        );
    }

    // "Lab.Box [Namespaces#3, Version=0.0.0.0, ...]": what cells compile to is nobody's business.
    [GeneratedRegex(@" \[(Namespaces|Submission)#[^\]]*\]")]
    private static partial Regex Origin();
}
