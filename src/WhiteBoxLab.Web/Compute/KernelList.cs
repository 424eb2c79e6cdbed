using WhiteBoxLab.Web.Settings;

namespace WhiteBoxLab.Web.Compute;

/// <summary>
/// The kernels that notebooks of this lab can have: the lab's own, those that the settings name, and .NET Interactive where it is found on
/// the machine. A notebook's file names one of them, never a command.
/// </summary>
public static class KernelList
{
    private const string Default = "lab-default";

    /// <summary>The list, with the default first.</summary>
    /// <param name="settings">The lab's settings: <see cref="LabSettings.Kernels"/> and, for the default,
    /// <see cref="LabSettings.NotebookKernel"/>.</param>
    /// <param name="own">The lab's own.</param>
    /// <param name="found">.NET Interactive's program on this machine, or null.</param>
    /// <exception cref="LabCannotOpenException">The settings give a kernel a name that the lab uses itself.</exception>
    public static IReadOnlyList<KernelSpec> Of(LabSettings settings, KernelSpec own, string? found)
    {
        List<KernelSpec> all = [own, .. settings.Kernels.Select(one => Named(one.Name, one.Command))];
        if (found is not null && !all.Exists(kernel => kernel.Name == KernelChoice.DotnetInteractive))
            all.Add(KernelSpec.Foreign(KernelChoice.DotnetInteractive, ".NET Interactive", $"\"{found}\" [vscode] stdio"));
        if (settings.NotebookKernel is not { } wanted)
            return all;
        KernelSpec first = all.Find(kernel => kernel.Name == wanted) ?? KernelSpec.Foreign(Default, wanted, wanted);
        return [first, .. all.Where(kernel => kernel != first)];
    }

    /// <summary>
    /// .NET Interactive's program, where it was installed as a tool of the user's or lies on the path; null where there is none.
    /// </summary>
    public static string? FindDotnetInteractive()
    {
        string program = OperatingSystem.IsWindows() ? "dotnet-interactive.exe" : "dotnet-interactive";
        string tools = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".dotnet", "tools");
        IEnumerable<string> folders = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Prepend(tools);
        return folders.Where(Path.IsPathRooted).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
    }

    private static KernelSpec Named(string name, string command) =>
        name is KernelChoice.Own or Default
            ? throw new LabCannotOpenException($"Lab:Kernels:{name} has a name that the lab uses itself. Give the kernel another.")
            : KernelSpec.Foreign(name, name, command);
}
