namespace WhiteBoxLab.Web.Compute;

/// <summary>How long a notebook's kernel may have nothing to do before it is ended.</summary>
/// <param name="Longest">How long; null for ever.</param>
/// <param name="Why">Why no longer, as the end of a sentence. Defaults to nothing.</param>
public sealed record IdleRule(TimeSpan? Longest, string Why = "")
{
    private static readonly IdleRule Unseen = new(
        TimeSpan.FromMinutes(1),
        ", because the machine's memory ran short and nobody looked at it"
    );

    /// <summary>The rule at this moment.</summary>
    /// <param name="minutes">What the lab is set to; 0 for ever.</param>
    /// <param name="isWatched">Whether somebody looks at the notebook.</param>
    /// <param name="isMemoryShort">Whether the machine's memory runs short.</param>
    public static IdleRule Of(double minutes, bool isWatched, bool isMemoryShort) =>
        isMemoryShort && !isWatched ? Unseen : new IdleRule(minutes > 0 ? TimeSpan.FromMinutes(minutes) : null);
}
