namespace WhiteBoxLab.Protocol;

/// <summary>
/// Asks what is wrong with a cell without running it. Answered by <see cref="DiagnosticsProduced"/>, or by nothing when all is well.
/// </summary>
/// <param name="Code">The cell's text.</param>
public sealed record RequestDiagnostics(string Code) : CellQuestion;

/// <summary>What the compiler says about a cell.</summary>
/// <param name="Diagnostics">Empty when all is well.</param>
/// <param name="FormattedDiagnostics">The same as text, places counted from 1.</param>
public sealed record DiagnosticsProduced(IReadOnlyList<Diagnostic> Diagnostics, IReadOnlyList<FormattedValue> FormattedDiagnostics) : Event;

/// <summary>A remark of the compiler.</summary>
/// <param name="LinePositionSpan">Where, counted from 0.</param>
/// <param name="Severity">How bad.</param>
/// <param name="Code">Such as <c>CS0029</c>.</param>
/// <param name="Message">What.</param>
public sealed record Diagnostic(LinePositionSpan LinePositionSpan, DiagnosticSeverity Severity, string Code, string Message);

/// <summary>How bad a diagnostic is.</summary>
public enum DiagnosticSeverity
{
    /// <summary>Not shown.</summary>
    Hidden,

    /// <summary>Worth knowing.</summary>
    Info,

    /// <summary>Probably wrong.</summary>
    Warning,

    /// <summary>The cell does not run.</summary>
    Error,
}
