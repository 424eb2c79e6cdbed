namespace WhiteBoxLab.Web.Notebooks.Document;

/// <summary>Brings together what two people made of one text.</summary>
public static class TextMerge
{
    private readonly record struct Change(int From, int To, string Text);

    /// <summary>The text with both changes. Where both change the same stretch, mine stands: it is what somebody has just typed.</summary>
    /// <param name="before">The text that both began from.</param>
    /// <param name="mine">The text as one made it.</param>
    /// <param name="theirs">The text as the other made it.</param>
    public static string Of(string before, string mine, string theirs)
    {
        if (theirs == before || mine == theirs)
            return mine;
        if (mine == before)
            return theirs;
        (Change first, Change second) = (Between(before, mine), Between(before, theirs));
        if (
            first.From == second.From
            && first.To == second.To
            && (first.Text.StartsWith(second.Text, StringComparison.Ordinal) || first.Text.EndsWith(second.Text, StringComparison.Ordinal))
        )
            return mine; // a part of mine had arrived already
        if (second.From < first.From)
            (first, second) = (second, first);
        return first.To > second.From
            ? mine
            : string.Concat(
                before.AsSpan(0, first.From),
                first.Text,
                string.Concat(before.AsSpan(first.To, second.From - first.To), second.Text, before.AsSpan(second.To))
            );
    }

    // The one stretch outside of which both are equal.
    private static Change Between(string before, string after)
    {
        (int start, int end) = WholeCharacters.Difference(before, after);
        return new Change(start, before.Length - end, after[start..^end]);
    }
}
