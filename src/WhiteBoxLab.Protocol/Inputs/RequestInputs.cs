namespace WhiteBoxLab.Protocol;

/// <summary>Asks the client for several lines of text at once. Answered by <see cref="InputsProduced"/>.</summary>
/// <param name="Inputs">The questions.</param>
public sealed record RequestInputs(IReadOnlyList<InputDescription> Inputs) : Command;

/// <summary>A question.</summary>
/// <param name="Name">Its name in the answer.</param>
/// <param name="Prompt">The question.</param>
/// <param name="SaveAs">A name to keep the answer under, or null.</param>
/// <param name="Type">Such as <c>text</c>, <c>password</c> or <c>file</c>.</param>
public sealed record InputDescription(string Name, string? Prompt, string? SaveAs, string? Type);

/// <summary>The answers.</summary>
/// <param name="Values">By name.</param>
public sealed record InputsProduced(IReadOnlyDictionary<string, string> Values) : Event;
