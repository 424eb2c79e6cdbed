namespace WhiteBoxLab.Protocol;

/// <summary>An extension of ours: what the cell has shown and printed so far goes.</summary>
/// <param name="Wait">Whether it goes only when the next output comes, so that nothing flickers.</param>
public sealed record OutputCleared(bool Wait) : Event;
