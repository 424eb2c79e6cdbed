namespace WhiteBoxLab.Protocol;

/// <summary>Connects a kernel that is started as a process and speaks on its standard streams.</summary>
/// <param name="Command">The program and its arguments.</param>
/// <param name="KernelHost">The authority of its address; null to have one chosen.</param>
/// <param name="KernelName">The name it gets here.</param>
public sealed record ConnectStdio(IReadOnlyList<string> Command, string? KernelHost, string KernelName) : Protocol.Command;

/// <summary>Connects a kernel that is reached over a SignalR hub.</summary>
/// <param name="HubUrl">The hub's address.</param>
/// <param name="KernelName">The name it gets here.</param>
public sealed record ConnectSignalR(string HubUrl, string KernelName) : Command;

/// <summary>A kernel's extension is loaded.</summary>
public sealed record KernelExtensionLoaded : Event;
