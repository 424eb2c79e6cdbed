namespace WhiteBoxLab.Kernel.Packages;

/// <summary>Versions as <c>#r</c> names them: none, exact, floating such as <c>2.*</c>, or a range such as <c>[2.0, 3.0)</c>.</summary>
internal static class VersionWish
{
    /// <summary>Whether a version that is there is what was asked for.</summary>
    /// <param name="wish">What was asked for; null for any.</param>
    /// <param name="version">What is there.</param>
    public static bool Accepts(string? wish, string version)
    {
        if (wish is null || wish.Trim() is "*" or "*-*")
            return true;
        if (wish.Trim() is ['[' or '(', .., ']' or ')'] range)
            return InRange(range, version);
        int star = wish.IndexOf('*', StringComparison.Ordinal);
        return star >= 0 ? Begins(version, wish[..star]) : Compare(wish, version) == 0;
    }

    /// <summary>Which of two versions is newer, as numbers compare. What stands behind a plus says nothing.</summary>
    public static int Compare(string one, string other)
    {
        (Version Number, string Label) first = Parts(one),
            second = Parts(other);
        if (first.Number.CompareTo(second.Number) is not 0 and var order)
            return order;
        bool isPreview = first.Label.Length > 0,
            isOtherPreview = second.Label.Length > 0;
        return isPreview == isOtherPreview
            ? string.Compare(first.Label, second.Label, StringComparison.OrdinalIgnoreCase)
            : isOtherPreview.CompareTo(isPreview);
    }

    private static bool Begins(string version, string beginning) =>
        beginning.EndsWith('.')
            ? (version.Split('-', '+')[0] + ".").StartsWith(beginning, StringComparison.Ordinal)
            : version.StartsWith(beginning, StringComparison.OrdinalIgnoreCase);

    // "[1.0]" is that alone; an end that is left out is open.
    private static bool InRange(string range, string version)
    {
        string[] ends = [.. range[1..^1].Split(',').Select(end => end.Trim())];
        string low = ends[0],
            high = ends[^1];
        int fromLow = low.Length == 0 ? 1 : Compare(version, low.TrimEnd('*', '.')),
            toHigh = high.Length == 0 ? -1 : Compare(version, high);
        return (range[0] == '[' ? fromLow >= 0 : fromLow > 0) && (range[^1] == ']' ? toHigh <= 0 : toHigh < 0);
    }

    private static (Version Number, string Label) Parts(string version)
    {
        string[] parts = version.Trim().Split('+')[0].Split('-', 2);
        int[] numbers = [.. parts[0].Split('.').Select(part => int.TryParse(part, out int number) ? number : 0), 0, 0, 0];
        return (new Version(numbers[0], numbers[1], numbers[2], numbers.Length > 6 ? numbers[3] : 0), parts.Length > 1 ? parts[1] : "");
    }
}
