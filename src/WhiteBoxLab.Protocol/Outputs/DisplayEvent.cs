namespace WhiteBoxLab.Protocol;

/// <summary>Something to show below a cell.</summary>
/// <param name="FormattedValues">The same value in several forms; the first the client can show is the best.</param>
/// <param name="ValueId">A name by which it can be updated, or null.</param>
public abstract record DisplayEvent(IReadOnlyList<FormattedValue> FormattedValues, string? ValueId) : Event;

/// <summary>A cell showed a value.</summary>
/// <param name="FormattedValues">The value in several forms.</param>
/// <param name="ValueId">A name by which it can be updated.</param>
public sealed record DisplayedValueProduced(IReadOnlyList<FormattedValue> FormattedValues, string? ValueId = null)
    : DisplayEvent(FormattedValues, ValueId);

/// <summary>A shown value has changed.</summary>
/// <param name="FormattedValues">The new value in several forms.</param>
/// <param name="ValueId">The name it was shown under.</param>
public sealed record DisplayedValueUpdated(IReadOnlyList<FormattedValue> FormattedValues, string? ValueId)
    : DisplayEvent(FormattedValues, ValueId);

/// <summary>The value of a cell's last expression.</summary>
/// <param name="FormattedValues">The value in several forms.</param>
/// <param name="ValueId">A name by which it can be updated, or null.</param>
public sealed record ReturnValueProduced(IReadOnlyList<FormattedValue> FormattedValues, string? ValueId = null)
    : DisplayEvent(FormattedValues, ValueId);

/// <summary>A cell printed.</summary>
/// <param name="FormattedValues">The text.</param>
/// <param name="ValueId">Null.</param>
public sealed record StandardOutputValueProduced(IReadOnlyList<FormattedValue> FormattedValues, string? ValueId = null)
    : DisplayEvent(FormattedValues, ValueId);

/// <summary>A cell printed on its error stream.</summary>
/// <param name="FormattedValues">The text.</param>
/// <param name="ValueId">Null.</param>
public sealed record StandardErrorValueProduced(IReadOnlyList<FormattedValue> FormattedValues, string? ValueId = null)
    : DisplayEvent(FormattedValues, ValueId);
