using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Displays;

/// <summary>A value made ready to be shown.</summary>
/// <param name="Forms">Its forms, richest first; the last is plain text.</param>
internal sealed record Display(IReadOnlyList<FormattedValue> Forms)
{
    /// <summary>Events to publish before it: the maps in it.</summary>
    public IReadOnlyList<Event> Events { get; init; } = [];
}
