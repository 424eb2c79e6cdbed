namespace WhiteBoxLab.Protocol;

/// <summary>
/// Asks what arguments the call at a place takes. Answered by <see cref="SignatureHelpProduced"/>, or by nothing when there is no call.
/// </summary>
/// <param name="Code">The cell's text.</param>
/// <param name="LinePosition">The place.</param>
public sealed record RequestSignatureHelp(string Code, LinePosition LinePosition) : CellQuestion;

/// <summary>What arguments a call takes.</summary>
/// <param name="Signatures">The overloads.</param>
/// <param name="ActiveSignatureIndex">The overload meant so far.</param>
/// <param name="ActiveParameterIndex">The argument at the place.</param>
public sealed record SignatureHelpProduced(
    IReadOnlyList<SignatureInformation> Signatures,
    int ActiveSignatureIndex,
    int ActiveParameterIndex
) : Event;

/// <summary>An overload.</summary>
/// <param name="Label">Its signature.</param>
/// <param name="Documentation">What it does.</param>
/// <param name="Parameters">Its parameters.</param>
public sealed record SignatureInformation(string Label, FormattedValue? Documentation, IReadOnlyList<ParameterInformation> Parameters);

/// <summary>A parameter of an overload.</summary>
/// <param name="Label">Its name.</param>
/// <param name="Documentation">What it is for.</param>
public sealed record ParameterInformation(string Label, FormattedValue? Documentation);
