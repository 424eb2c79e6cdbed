using System.Security.Cryptography;
using System.Text;
using WhiteBoxLab.Web.Settings;

namespace WhiteBoxLab.Web.Notebooks.Storage;

/// <summary>
/// Where the lab keeps what belongs to a notebook and not into its file: the journal, and whether it came from elsewhere.
/// </summary>
/// <param name="folders">The lab's folders.</param>
public sealed class NotebookFolder(LabFolders folders)
{
    /// <summary>The journal of a notebook.</summary>
    /// <param name="path">The notebook's path below the notebooks' folder.</param>
    public string JournalOf(string path) => Path.Combine(Of(path), "journal");

    /// <summary>Whether a notebook came from elsewhere and nobody has said that it may run.</summary>
    /// <param name="path">The notebook's path.</param>
    public bool IsForeign(string path) => File.Exists(ForeignOf(path));

    /// <summary>Notes that a notebook came from elsewhere, or that it may run.</summary>
    /// <param name="path">The notebook's path.</param>
    /// <param name="foreign">Which.</param>
    public void SetForeign(string path, bool foreign)
    {
        if (foreign)
        {
            Directory.CreateDirectory(Of(path));
            File.WriteAllBytes(ForeignOf(path), []);
        }
        else if (IsForeign(path))
        {
            File.Delete(ForeignOf(path));
        }
    }

    /// <summary>Moves what belongs to a notebook along with it.</summary>
    /// <param name="from">The notebook's path.</param>
    /// <param name="to">Its new path.</param>
    public void Move(string from, string to)
    {
        Drop(to);
        if (Directory.Exists(Of(from)))
            Directory.Move(Of(from), Of(to));
    }

    /// <summary>Drops what belongs to a notebook that is gone, so that another of its name begins anew.</summary>
    /// <param name="path">The notebook's path.</param>
    public void Drop(string path)
    {
        if (Directory.Exists(Of(path)))
            Directory.Delete(Of(path), recursive: true);
    }

    private string ForeignOf(string path) => Path.Combine(Of(path), "from-elsewhere");

    private string Of(string path)
    {
        string name = string.Concat(
            Path.GetFileNameWithoutExtension(path).Where(letter => char.IsAsciiLetterOrDigit(letter) || letter is '-' or '_').Take(40)
        );
        return Path.Combine(
            folders.Data,
            "notebooks",
            $"{name}-{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(path)).AsSpan(0, 6))}"
        );
    }
}
