namespace WhiteBoxLab.Protocol;

/// <summary>Asks the client for a line of text. Answered by <see cref="InputProduced"/>.</summary>
/// <param name="ParameterName">What it is for, or null.</param>
/// <param name="Prompt">The question.</param>
/// <param name="IsPassword">Whether it must not be shown while typed.</param>
/// <param name="SaveAs">A name to keep it under, or null.</param>
/// <param name="Type">Such as <c>text</c>, <c>password</c> or <c>file</c>.</param>
public sealed record RequestInput(string? ParameterName, string? Prompt, bool IsPassword, string? SaveAs, string? Type) : Command;

/// <summary>The line of text.</summary>
/// <param name="Value">The text.</param>
public sealed record InputProduced(string? Value) : Event;
