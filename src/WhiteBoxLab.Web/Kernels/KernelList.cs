namespace WhiteBoxLab.Web;

/// <summary>
/// The kernels that notebooks of this lab can have: the lab's own, those that the settings name, and .NET Interactive where it is found on the machine. A notebook's file names one of them, never a command.
/// </summary>
public static class KernelList
{
    private const string DefaultSetting = "Lab:NotebookKernel", NamedSetting = "Lab:Kernels", Default = "lab-default";

    /// <summary>The list, with the default first.</summary>
    /// <param name="settings">
    /// <c>Lab:NotebookKernel</c>, the default of all notebooks: a name of the list, or a command such as <c>dotnet interactive [vscode] stdio</c>. <c>Lab:Kernels:NAME</c>, the command of one more kernel.
    /// </param>
    /// <param name="own">The lab's own.</param>
    /// <param name="found">.NET Interactive's program on this machine, or null.</param>
    /// <exception cref="LabCannotOpenException">A setting makes no sense.</exception>
    public static IReadOnlyList<NotebookKernel> Of(IConfiguration settings, NotebookKernel own, string? found)
    {
        List<NotebookKernel> all = [own, .. settings.GetSection(NamedSetting).GetChildren().Select(Named)];
        if (found is not null && !all.Exists(kernel => kernel.Name == KernelChoice.DotnetInteractive))
            all.Add(NotebookKernel.Foreign(KernelChoice.DotnetInteractive, ".NET Interactive", $"\"{found}\" [vscode] stdio"));
        if (settings[DefaultSetting] is not { Length: > 0 } wanted)
            return all;
        NotebookKernel first = all.Find(kernel => kernel.Name == wanted) ?? NotebookKernel.Foreign(Default, wanted, wanted);
        return [first, .. all.Where(kernel => kernel != first)];
    }

    /// <summary>.NET Interactive's program, where it was installed as a tool of the user's or lies on the path; null where there is none.</summary>
    public static string? FindDotnetInteractive()
    {
        string program = OperatingSystem.IsWindows() ? "dotnet-interactive.exe" : "dotnet-interactive";
        string tools = Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".dotnet", "tools");
        IEnumerable<string> folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries).Prepend(tools);
        return folders.Where(Path.IsPathRooted).Select(folder => Path.Combine(folder, program)).FirstOrDefault(File.Exists);
    }

    private static NotebookKernel Named(IConfigurationSection setting)
    {
        if (setting.Key is KernelChoice.Own or Default)
            throw new LabCannotOpenException($"{setting.Path} has a name that the lab uses itself. Give the kernel another.");
        if (string.IsNullOrWhiteSpace(setting.Value))
            throw new LabCannotOpenException($"{setting.Path} names no command. Give one such as 'dotnet interactive [vscode] stdio', or leave it out.");
        return NotebookKernel.Foreign(setting.Key, setting.Key, setting.Value);
    }
}
