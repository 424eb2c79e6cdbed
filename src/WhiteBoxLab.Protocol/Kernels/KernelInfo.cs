namespace WhiteBoxLab.Protocol;

/// <summary>Asks what kernels there are. Answered by one <see cref="KernelInfoProduced"/> for each.</summary>
public sealed record RequestKernelInfo : Command;

/// <summary>What a kernel is.</summary>
/// <param name="KernelInfo">Its description.</param>
public sealed record KernelInfoProduced(KernelInfo KernelInfo) : Event;

/// <summary>A kernel's description of itself.</summary>
/// <param name="Aliases">Other names it answers to.</param>
/// <param name="LanguageName">Such as <c>C#</c>; null for a kernel without a language.</param>
/// <param name="LanguageVersion">Such as <c>14.0</c>; null when unknown.</param>
/// <param name="IsComposite">Whether it only holds other kernels.</param>
/// <param name="IsProxy">Whether it stands for a kernel in another process.</param>
/// <param name="DisplayName">For people.</param>
/// <param name="LocalName">The name it is called by in <see cref="Command.TargetKernelName"/>.</param>
/// <param name="Uri">Its address.</param>
/// <param name="RemoteUri">For a proxy, the address of what it stands for.</param>
/// <param name="Description">One sentence, or null.</param>
/// <param name="SupportedKernelCommands">The commands it answers.</param>
public sealed record KernelInfo(
    IReadOnlyList<string> Aliases,
    string? LanguageName,
    string? LanguageVersion,
    bool IsComposite,
    bool IsProxy,
    string? DisplayName,
    string LocalName,
    string? Uri,
    string? RemoteUri,
    string? Description,
    IReadOnlyList<KernelCommandInfo> SupportedKernelCommands
);

/// <summary>A command that a kernel answers.</summary>
/// <param name="Name">The command's class name.</param>
public sealed record KernelCommandInfo(string Name);
