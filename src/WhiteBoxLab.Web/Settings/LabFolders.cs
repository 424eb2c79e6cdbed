using System.Reflection;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Web.Settings;

/// <summary>The folders the lab keeps things in.</summary>
/// <param name="Data">Runs, artifacts and the keys of cookies; see <see cref="LabSettings.Data"/>.</param>
/// <param name="Notebooks">The notebooks; see <see cref="LabSettings.Notebooks"/>.</param>
public sealed record LabFolders(string Data, string Notebooks)
{
    /// <summary>Where photos, maps and pictures lie under the hash of their content.</summary>
    public string Artifacts => Path.Combine(Data, "artifacts");

    /// <summary>Where the small pictures of notebooks lie, the newest of them.</summary>
    public string Thumbnails => Path.Combine(Data, "thumbnails");

    /// <summary>Where the Explorer's runs lie, a file each.</summary>
    public string Runs => Path.Combine(Data, "runs");

    /// <summary>Where what cells print beyond the limit lies.</summary>
    public string Outputs => Path.Combine(Data, "outputs");

    /// <summary>Where kernels in sandboxes keep what they make: a folder for each folder of notebooks.</summary>
    public string Sandboxes => Path.Combine(Data, "rooms");

    /// <summary>Where lies what was found out about this machine.</summary>
    public string Machine => DataFolder.Machine(Data);

    /// <summary>Where the web processes that share this data find each other.</summary>
    public string Cluster => Path.Combine(Data, "cluster");

    /// <summary>Where the keys lie that cookies are sealed with.</summary>
    public string Keys => Path.Combine(Data, "keys");

    /// <summary>The folders that the settings name, or else the usual ones.</summary>
    /// <param name="settings">The lab's settings.</param>
    public static LabFolders From(LabSettings settings) =>
        new(Path.GetFullPath(settings.Data ?? DataFolder.Usual), Path.GetFullPath(settings.Notebooks ?? DefaultNotebooks()));

    private static string DefaultNotebooks()
    {
        string beside = Path.Combine(AppContext.BaseDirectory, "notebooks");
        return Directory.Exists(beside) ? beside : BuiltWith("NotebooksFolder") ?? beside;
    }

    /// <summary>A path that the build wrote into the assembly, or null.</summary>
    /// <param name="key">Its name.</param>
    internal static string? BuiltWith(string key) =>
        typeof(LabFolders).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(found => found.Key == key)?.Value;
}
