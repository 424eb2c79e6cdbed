using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Web.Compute;

/// <summary>A kernel that notebooks can have.</summary>
/// <param name="Name">What a notebook's file calls it.</param>
/// <param name="Title">What people call it.</param>
/// <param name="StartIn">How to start one in a folder.</param>
/// <param name="Limits">Which limits it lives under, for people; empty where nobody said.</param>
public sealed record KernelSpec(string Name, string Title, Func<string, KernelStart> StartIn, string Limits = "")
{
    /// <summary>
    /// What whoever runs cells in it must know, in a sentence: that there is no sandbox although one was asked for. Or null.
    /// </summary>
    public string? Warning { get; init; }

    /// <summary>Why kernels of a folder have to make room on disk, in a sentence, or null; null where nobody measures.</summary>
    public Func<string, string?>? Excess { get; init; }

    /// <summary>What it is called where room is short.</summary>
    public string Word => Name == KernelChoice.Own ? "C#" : Title;

    /// <summary>One that is not the lab's own: a <c>dotnet interactive stdio</c>, or one like it.</summary>
    /// <param name="name">What a notebook's file calls it.</param>
    /// <param name="title">What people call it.</param>
    /// <param name="command">Its program and arguments.</param>
    public static KernelSpec Foreign(string name, string title, string command) =>
        new(name, title, directory => KernelStart.Foreign(command, directory), "without limits");
}
