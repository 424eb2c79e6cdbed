using System.Text.Json.Serialization;

namespace WhiteBoxLab.Protocol;

/// <summary>
/// Runs a cell. Answered by <see cref="CodeSubmissionReceived"/>, <see cref="CompleteCodeSubmissionReceived"/> or
/// <see cref="IncompleteCodeSubmissionReceived"/>,
/// the outputs as they come, <see cref="DiagnosticsProduced"/> (always) and <see cref="ReturnValueProduced"/> when the cell ends in an
/// expression.
/// </summary>
/// <param name="Code">The cell's text.</param>
/// <param name="Parameters">Parameters of directives; empty unless told otherwise.</param>
public sealed record SubmitCode(string Code, IReadOnlyDictionary<string, string>? Parameters = null) : Command
{
    /// <summary>Parameters of directives; never null.</summary>
    public IReadOnlyDictionary<string, string>? Parameters
    {
        get;
        init => field = value ?? new Dictionary<string, string>();
    } = Parameters ?? new Dictionary<string, string>();

    /// <summary>
    /// An extension of ours: the cell's id in its notebook, by which <see cref="DefinitionProduced"/> names it. Null where there is none.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CellId { get; init; }
}

/// <summary>A cell has reached the kernel that will run it.</summary>
/// <param name="Code">The cell's text.</param>
public sealed record CodeSubmissionReceived(string Code) : Event;

/// <summary>A cell is whole: every bracket and every statement is closed.</summary>
/// <param name="Code">The cell's text.</param>
public sealed record CompleteCodeSubmissionReceived(string Code) : Event;

/// <summary>A cell stops in the middle of a statement.</summary>
public sealed record IncompleteCodeSubmissionReceived : Event;
