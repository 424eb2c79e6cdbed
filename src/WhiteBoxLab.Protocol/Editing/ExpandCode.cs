namespace WhiteBoxLab.Protocol;

/// <summary>Asks for the cells that a named template stands for.</summary>
/// <param name="Name">The template.</param>
/// <param name="InsertAtPosition">Where, from 0, or null.</param>
public sealed record ExpandCode(string Name, int? InsertAtPosition = null) : Command;

/// <summary>Asks what templates there are. Answered by <see cref="CodeExpansionInfosProduced"/>.</summary>
public sealed record RequestCodeExpansionInfos : Command;

/// <summary>The templates there are.</summary>
/// <param name="CodeExpansionInfos">The templates.</param>
public sealed record CodeExpansionInfosProduced(IReadOnlyList<CodeExpansionInfo> CodeExpansionInfos) : Event;

/// <summary>A template.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Kind">Such as <c>DataConnection</c>.</param>
/// <param name="Description">One sentence, or null.</param>
public sealed record CodeExpansionInfo(string Name, string Kind, string? Description);
