using WhiteBoxLab.Web.Settings;

namespace WhiteBoxLab.Web.Compute;

/// <summary>Where the kernel's program lies: beside the published app, or where the build put it.</summary>
public static class KernelFolder
{
    /// <summary>Finds the folder.</summary>
    /// <param name="settings">The lab's settings, of which <see cref="LabSettings.Kernel"/> names another folder.</param>
    public static string Find(LabSettings settings)
    {
        string beside = Path.Combine(AppContext.BaseDirectory, "kernel");
        return settings.Kernel ?? (Directory.Exists(beside) ? beside : LabFolders.BuiltWith("KernelFolder") ?? beside);
    }
}
