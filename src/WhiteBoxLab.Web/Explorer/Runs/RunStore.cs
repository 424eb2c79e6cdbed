using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using WhiteBoxLab.Web.Settings;

namespace WhiteBoxLab.Web.Explorer.Runs;

/// <summary>Keeps runs on disk, a JSON file each, so that a reload, a second tab or a restarted server shows what there is.</summary>
/// <param name="folders">The lab's folders.</param>
public sealed partial class RunStore(LabFolders folders)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    /// <summary>Writes a run: whole or not at all.</summary>
    /// <param name="run">The run.</param>
    public void Save(Run run)
    {
        Directory.CreateDirectory(folders.Runs);
        WholeFile.Write(PathOf(run.Id), JsonSerializer.SerializeToUtf8Bytes(run, Json));
    }

    /// <summary>Reads a run; null when there is none of that id or its file is damaged.</summary>
    /// <param name="id">The run's id; anything that is no id finds nothing.</param>
    public Run? Load(string id)
    {
        try
        {
            return IdPattern().IsMatch(id) && File.Exists(PathOf(id)) ? Read(File.ReadAllBytes(PathOf(id))) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    /// <summary>The ids of the runs, latest first.</summary>
    /// <param name="count">How many at most.</param>
    public IReadOnlyList<string> Latest(int count) =>
        Directory.Exists(folders.Runs)
            ?
            [
                .. new DirectoryInfo(folders.Runs)
                    .EnumerateFiles("*.json")
                    .OrderByDescending(file => file.LastWriteTimeUtc)
                    .Take(count)
                    .Select(file => Path.GetFileNameWithoutExtension(file.Name)),
            ]
            : [];

    /// <summary>How many runs there are.</summary>
    public int Count => Directory.Exists(folders.Runs) ? Directory.EnumerateFiles(folders.Runs, "*.json").Count() : 0;

    private static Run? Read(byte[] file)
    {
        if (JsonNode.Parse(file) is not JsonObject kept)
            return null;
        if (kept.Remove("plates", out JsonNode? maps)) // as earlier labs called them
            kept["maps"] = maps;
        return kept.Deserialize<Run>(Json) is { Photo: not null, Maps: not null } run ? run : null;
    }

    private string PathOf(string id) => Path.Combine(folders.Runs, $"{id}.json");

    [GeneratedRegex("^[0-9a-f]{10}$")]
    private static partial Regex IdPattern();
}
