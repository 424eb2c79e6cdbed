namespace WhiteBoxLab.Kernel.Displays;

/// <summary>Shows some kind of value. Found by a scan of the assembly: one more kind is one more formatter.</summary>
internal abstract class DisplayFormatter
{
    /// <summary>Which goes first when several could: the special before the general.</summary>
    public abstract int Rank { get; }

    /// <summary>Shows the value, or returns null when it is of another kind.</summary>
    public abstract Display? Show(object value, DisplayMaker displays, string? valueId);

    public static IReadOnlyList<DisplayFormatter> All { get; } = [.. Discover.All<DisplayFormatter>().OrderBy(form => form.Rank)];
}
