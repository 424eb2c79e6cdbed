using System.Globalization;
using System.Text;

namespace WhiteBoxLab;

/// <summary>
/// Verdicts on the disk, a line each, which any process may add to: way, error and call. What cannot be read or written is left out: it
/// will be tried again.
/// </summary>
internal sealed class VerdictFile(string path)
{
    internal string Path => path;

    /// <summary>Whether anything has been kept for this machine yet.</summary>
    internal bool Exists => File.Exists(path);

    internal IReadOnlyList<Verdict> Read()
    {
        try
        {
            return Exists ? [.. File.ReadLines(path).Select(Parsed).OfType<Verdict>().DistinctBy(v => v.Call)] : [];
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return [];
        }
    }

    internal void Add(Verdict verdict)
    {
        try
        {
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(path)!); // a file in a folder
            using FileStream file = new(path, FileMode.Append, FileAccess.Write, FileShare.ReadWrite);
            file.Write(
                Encoding.UTF8.GetBytes(string.Create(CultureInfo.InvariantCulture, $"{verdict.Way} {verdict.Off:R} {verdict.Call}\n"))
            ); // one write: lines of several processes do not mix
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // Read-only, as in a sandbox: known to this process alone.
        }
    }

    private static Verdict? Parsed(string line) =>
        line.Split(' ', 3) is [var way, var off, var call]
        && Enum.TryParse(way, out Way found)
        && double.TryParse(off, CultureInfo.InvariantCulture, out double error)
            ? new(call, found, error)
            : null;
}
