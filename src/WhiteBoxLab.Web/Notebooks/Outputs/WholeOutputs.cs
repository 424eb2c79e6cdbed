using WhiteBoxLab.Web.Settings;

namespace WhiteBoxLab.Web.Notebooks.Outputs;

/// <summary>
/// All that a cell printed, where only a part of it is kept in the notebook: kernels write it into files of the lab's data.
/// </summary>
/// <param name="folders">The lab's folders.</param>
public sealed class WholeOutputs(LabFolders folders)
{
    /// <summary>The file of a text of which a part is shown; null where there is none any more.</summary>
    /// <param name="text">The text with the mark of the cut.</param>
    public string? FileOf(string text) =>
        CutText.FileOf(text) is { } name ? Folders().Select(folder => Path.Combine(folder, name)).FirstOrDefault(IsFile) : null;

    private IEnumerable<string> Folders() => Sandboxes().Select(sandbox => Path.Combine(sandbox, "outputs")).Prepend(folders.Outputs);

    private IEnumerable<string> Sandboxes() => Directory.Exists(folders.Sandboxes) ? Directory.EnumerateDirectories(folders.Sandboxes) : [];

    // A cell may have made a link that leads anywhere.
    private static bool IsFile(string file) => new FileInfo(file) is { Exists: true, LinkTarget: null };
}
