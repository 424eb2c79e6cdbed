namespace WhiteBoxLab.Protocol;

/// <summary>Asks the client to add a cell.</summary>
/// <param name="KernelName">The kernel that the cell is for.</param>
/// <param name="Code">The cell's text.</param>
/// <param name="InsertAtPosition">Where, from 0; null for behind the running cell.</param>
public sealed record SendEditableCode(string KernelName, string Code, int? InsertAtPosition = null) : Command;
