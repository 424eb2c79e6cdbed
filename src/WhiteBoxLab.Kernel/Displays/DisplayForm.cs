namespace WhiteBoxLab.Kernel;

/// <summary>Shows some kind of value. Found by a scan of the assembly: one more kind is one more form.</summary>
internal abstract class DisplayForm
{
    /// <summary>Which form goes first when several could: the special before the general.</summary>
    public abstract int Rank { get; }

    /// <summary>Shows the value, or returns null when it is of another kind.</summary>
    public abstract Display? Show(object value, DisplayRoom room, string? valueId);

    public static IReadOnlyList<DisplayForm> All { get; } = [.. Discover.All<DisplayForm>().OrderBy(form => form.Rank)];
}
