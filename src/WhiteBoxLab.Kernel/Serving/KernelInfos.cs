using WhiteBoxLab.Kernel.Running;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Serving;

/// <summary>What the kernels of this process say about themselves.</summary>
internal sealed class KernelInfos
{
    public KernelInfos(KernelAddress address, IEnumerable<CommandHandler> handlers, string? limits)
    {
        ILookup<bool, string> commands = handlers
            .OrderBy(handler => handler.CommandType.Name, StringComparer.Ordinal)
            .ToLookup(handler => handler.AtCSharp, handler => handler.CommandType.Name);
        string[] showing = [nameof(RequestKernelInfo), nameof(SubmitCode)];
        All =
        [
            new KernelInfo(
                [],
                null,
                null,
                true,
                false,
                ".NET",
                ".NET",
                address.Composite.TrimEnd('/'),
                null,
                limits,
                Named(commands[false])
            ),
            new KernelInfo(
                ["c#", "C#"],
                "C#",
                "14.0",
                false,
                false,
                "csharp - C# Script",
                "csharp",
                address.CSharp,
                null,
                "Compile and run C# Script",
                Named(commands[true].Append(nameof(RequestKernelInfo)).Order(StringComparer.Ordinal))
            ),
            Child("html", "HTML", "html - HTML", "Write and display HTML", showing),
            Child(
                "value",
                null,
                "value - Raw Value Storage",
                "Store raw text for sharing between subkernels",
                [nameof(RequestKernelInfo), nameof(RequestValueInfos), nameof(RequestValue), nameof(SendValue), nameof(SubmitCode)]
            ),
            Child(
                "mermaid",
                "Mermaid",
                "mermaid - Mermaid",
                "Render diagrams using the Mermaid language (https://mermaid.js.org/intro)",
                showing
            ),
            Child("markdown", "Markdown", "markdown - Markdown", "Write and display Markdown", showing, "md"),
        ];

        KernelInfo Child(string name, string? language, string display, string description, string[] answers, params string[] aliases) =>
            new(aliases, language, null, false, false, display, name, address.Composite + name, null, description, Named(answers));
    }

    /// <summary>The composite first.</summary>
    public IReadOnlyList<KernelInfo> All { get; }

    /// <summary>Those that a target name means: one, or all for no name or an unknown one, as in .NET Interactive.</summary>
    public IReadOnlyList<KernelInfo> Named(string? name) => Find(name) is { } info ? [info] : All;

    /// <summary>Why a command cannot go where it wants, or null.</summary>
    public string? Refusal(Command command, CommandHandler handler)
    {
        if (command.TargetKernelName is not { } target || !handler.AtCSharp || target == ".NET")
            return null;
        if (Find(target) is not { } kernel)
            return $"There is no kernel '{target}' here. There is {string.Join(", ", All.Skip(1).Select(info => info.LocalName))}.";
        return kernel.SupportedKernelCommands.Any(one => one.Name == command.CommandType)
            ? null
            : $"The kernel '{target}' does not answer {command.CommandType}. It answers "
                + $"{string.Join(", ", kernel.SupportedKernelCommands.Select(one => one.Name))}.";
    }

    private static IReadOnlyList<KernelCommandInfo> Named(IEnumerable<string> commands) =>
        [.. commands.Select(name => new KernelCommandInfo(name))];

    private KernelInfo? Find(string? name) => All.FirstOrDefault(info => info.LocalName == name || info.Aliases.Contains(name));
}
