using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Verbs.Explaining;

/// <summary>
/// What inputs are called in outputs: the file's name without its ending, and more of its path where several inputs have the same.
/// </summary>
internal static class InputNames
{
    private static readonly Func<string, string>[] Ways =
    [
        Stem,
        path => Join(Folder(path), Stem(path)),
        Path.GetFileName,
        path => Join(Folder(path), Path.GetFileName(path)),
        path => Join(Folder(Path.GetDirectoryName(Path.GetFullPath(path))), Join(Folder(path), Path.GetFileName(path))),
    ];

    /// <summary>The file's name without its ending, or a sample's.</summary>
    public static string Stem(string path) => SampleSource.NameIn(path) ?? Path.GetFileNameWithoutExtension(path);

    /// <summary>A name for each path, no two of them equal on any file system.</summary>
    public static IReadOnlyList<string> Of(IReadOnlyList<string> paths)
    {
        int[] ways = new int[paths.Count];
        while (Twins(paths, ways) is { Length: > 0 } twins)
            foreach (int twin in twins)
                ways[twin]++;
        HashSet<string> taken = new(StringComparer.OrdinalIgnoreCase);
        return [.. paths.Select((path, i) => Free(Ways[ways[i]](path), taken))];
    }

    /// <summary>Paths that share their name and can still have a longer one.</summary>
    private static int[] Twins(IReadOnlyList<string> paths, int[] ways) =>
        [
            .. Enumerable
                .Range(0, paths.Count)
                .GroupBy(i => Ways[ways[i]](paths[i]), StringComparer.OrdinalIgnoreCase)
                .Where(same => same.Count() > 1)
                .SelectMany(same => same)
                .Where(i => ways[i] < Ways.Length - 1),
        ];

    private static string Free(string name, HashSet<string> taken)
    {
        string free = name;
        for (int number = 2; !taken.Add(free); number++)
            free = $"{name}-{number}";
        return free;
    }

    private static string Folder(string? path) =>
        Path.GetFileName(Path.GetDirectoryName(path is null ? null : Path.GetFullPath(path))) ?? "";

    private static string Join(string folder, string name) => folder.Length > 0 ? $"{folder}-{name}" : name;
}
