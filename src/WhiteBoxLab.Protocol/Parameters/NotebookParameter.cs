namespace WhiteBoxLab.Protocol;

/// <summary>What a parameter of a notebook is.</summary>
public enum ParameterKind
{
    /// <summary>A whole number.</summary>
    Whole,

    /// <summary>A number.</summary>
    Number,

    /// <summary>True or false.</summary>
    Truth,

    /// <summary>Text.</summary>
    Text,

    /// <summary>Anything else.</summary>
    Other,
}

/// <summary>A parameter of a notebook: a variable of its parameters cell, see <see cref="ParameterReader"/>.</summary>
/// <param name="Name">The variable's name.</param>
/// <param name="Type">Its type as C# calls it; of a <c>var</c> the type of its literal.</param>
/// <param name="Kind">What it is.</param>
/// <param name="Code">What the cell gives it, in C#; null where it gives nothing.</param>
/// <param name="Value">The same as people write it; null where it is no literal, or nothing.</param>
/// <param name="Choices">What it may be; empty for whatever its type allows.</param>
/// <param name="Required">Whether it may not stay empty.</param>
/// <param name="Description">What it is for; empty where nobody said.</param>
public sealed record NotebookParameter(
    string Name,
    string Type,
    ParameterKind Kind,
    string? Code,
    string? Value,
    IReadOnlyList<string> Choices,
    bool Required,
    string Description
)
{
    /// <summary>Where the value stands in the cell, or where it would be put in.</summary>
    internal Range Place { get; init; }

    /// <summary>Whether its type is that of its literal, so that the literal has to keep its form.</summary>
    internal bool Inferred { get; init; }

    /// <summary>Whether nothing stands there: no value, <c>null</c>, or a text without letters.</summary>
    public bool IsEmpty =>
        Value is null ? Code is null or "null" or "null!" or "default" or "default!" or "string.Empty" : Value.Length == 0;

    /// <summary>Whether it is given by an expression, which only the cell can change.</summary>
    public bool IsExpression => !IsEmpty && Value is null;

    /// <summary>Whether it is required and the cell leaves it empty.</summary>
    public bool IsMissing => Required && IsEmpty;

    /// <summary>What is wrong with a value, in a sentence, or null.</summary>
    /// <param name="value">The value as people write it.</param>
    public string? ProblemOf(string value) => ParameterLiteral.ProblemOf(this, value);

    /// <summary>Whether two values are the same to it: <c>50</c> and <c>050</c> are the same number.</summary>
    /// <param name="one">One, as people write it.</param>
    /// <param name="other">The other.</param>
    public bool IsSame(string one, string other) => ParameterLiteral.AreSame(Kind, one, other);

    /// <summary>The value in C#.</summary>
    /// <param name="value">The value as people write it.</param>
    /// <exception cref="ArgumentException">It is none of this parameter; the message says why.</exception>
    public string CodeOf(string value) =>
        ProblemOf(value) is { } problem ? throw new ArgumentException(problem, nameof(value)) : ParameterLiteral.CodeOf(this, value);
}
