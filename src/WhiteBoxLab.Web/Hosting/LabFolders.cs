using System.Reflection;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Web;

/// <summary>The folders the lab keeps things in.</summary>
/// <param name="Data">Runs, artifacts and the keys of cookies. Setting <c>Lab:Data</c>, or the variable <c>WHITEBOXLAB_DATA</c>; defaults to a folder of the user's.</param>
/// <param name="Notebooks">The notebooks. Setting <c>Lab:Notebooks</c>; defaults to <c>notebooks</c> in the repository, or beside the app where it is published.</param>
public sealed record LabFolders(string Data, string Notebooks)
{
    /// <summary>Where photos, maps and pictures lie under the hash of their content.</summary>
    public string Artifacts => Path.Combine(Data, "artifacts");

    /// <summary>Where the Explorer's runs lie, a file each.</summary>
    public string Runs => Path.Combine(Data, "runs");

    /// <summary>Where what cells print beyond the limit lies.</summary>
    public string Outputs => Path.Combine(Data, "outputs");

    /// <summary>Where kernels in sandboxes keep what they make: a folder for each folder of notebooks.</summary>
    public string Rooms => Path.Combine(Data, "rooms");

    /// <summary>Where the keys lie that cookies are sealed with.</summary>
    public string Keys => Path.Combine(Data, "keys");

    /// <summary>Reads the folders from the settings.</summary>
    /// <param name="settings">The app's settings.</param>
    public static LabFolders From(IConfiguration settings)
    {
        string data = settings["Lab:Data"] ?? DataFolder.Usual, notebooks = settings["Lab:Notebooks"] ?? DefaultNotebooks();
        return new LabFolders(Path.GetFullPath(data), Path.GetFullPath(notebooks));
    }

    private static string DefaultNotebooks()
    {
        string beside = Path.Combine(AppContext.BaseDirectory, "notebooks");
        return Directory.Exists(beside) ? beside : BuiltWith("NotebooksFolder") ?? beside;
    }

    /// <summary>A path that the build wrote into the assembly, or null.</summary>
    /// <param name="key">Its name.</param>
    internal static string? BuiltWith(string key)
        => typeof(LabFolders).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().FirstOrDefault(found => found.Key == key)?.Value;
}
