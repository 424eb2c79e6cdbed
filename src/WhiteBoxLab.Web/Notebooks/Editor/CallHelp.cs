using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Web.Notebooks.Editor;

/// <summary>What arguments a call takes, for an editor.</summary>
/// <param name="Calls">The overloads.</param>
/// <param name="Active">The overload meant so far.</param>
/// <param name="Parameter">The argument at the place.</param>
public sealed record CallHelp(IReadOnlyList<CallHelp.Call> Calls, int Active, int Parameter)
{
    /// <summary>An overload.</summary>
    /// <param name="Label">Its signature.</param>
    /// <param name="Html">What it does, or null.</param>
    /// <param name="Parameters">Its parameters.</param>
    public sealed record Call(string Label, string? Html, IReadOnlyList<Part> Parameters);

    /// <summary>A parameter.</summary>
    /// <param name="Label">As it stands in the signature.</param>
    /// <param name="Html">What it is for, or null.</param>
    public sealed record Part(string Label, string? Html);

    /// <summary>The help of the kernel.</summary>
    /// <param name="produced">What it said.</param>
    /// <param name="html">Turns documentation into HTML.</param>
    public static CallHelp Of(SignatureHelpProduced produced, Func<FormattedValue?, string?> html) =>
        new(
            [
                .. produced.Signatures.Select(call => new Call(
                    call.Label,
                    html(call.Documentation),
                    [.. call.Parameters.Select(part => new Part(part.Label, html(part.Documentation)))]
                )),
            ],
            Math.Clamp(produced.ActiveSignatureIndex, 0, produced.Signatures.Count - 1),
            produced.ActiveParameterIndex
        );
}
