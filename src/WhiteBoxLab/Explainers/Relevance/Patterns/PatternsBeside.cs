namespace WhiteBoxLab;

/// <summary>The patterns that lie in a network's folder: read when they are first asked for, and again when the file has changed.</summary>
/// <param name="folder">The folder.</param>
internal sealed class PatternsBeside(string folder)
{
    private readonly string path = Path.Combine(folder, Patterns.FileName);
    private readonly Lock gate = new();
    private (DateTime Written, Patterns Patterns)? read;

    /// <summary>The patterns; null where there is no such file.</summary>
    /// <exception cref="WeightsException">The file is no sound file of patterns.</exception>
    internal Patterns? Get()
    {
        if (!File.Exists(path))
            return null;
        DateTime written = File.GetLastWriteTimeUtc(path);
        lock (gate)
        {
            if (read?.Written != written)
                read = (written, Patterns.Open(path));
            return read.Value.Patterns;
        }
    }
}
