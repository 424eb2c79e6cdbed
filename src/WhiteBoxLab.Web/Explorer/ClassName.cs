using System.Globalization;

namespace WhiteBoxLab.Web.Explorer;

/// <summary>A class by number and in words.</summary>
/// <param name="Class">The number.</param>
/// <param name="Label">The words; synonyms follow after commas.</param>
public sealed record ClassName(int Class, string Label)
{
    /// <summary>The words and the number, as a field shows them.</summary>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Label} ({Class})");

    /// <summary>
    /// The classes that a text may mean, the likeliest first: by number, by the begin of the name, of a word in it, by anything in it.
    /// </summary>
    /// <param name="labels">The classes in words, by number.</param>
    /// <param name="text">What was typed; nothing finds all.</param>
    public static IReadOnlyList<ClassName> Find(IReadOnlyList<string> labels, string? text)
    {
        string wanted = (text ?? "").Split('(', 2)[0].Trim();
        return
        [
            .. labels
                .Select((label, i) => (Name: new ClassName(i, label), Rank: Rank(label, i, wanted)))
                .Where(found => found.Rank < 4)
                .OrderBy(found => found.Rank)
                .Select(found => found.Name),
        ];
    }

    private static int Rank(string label, int number, string wanted)
    {
        if (wanted.Length == 0 || wanted == number.ToString(CultureInfo.InvariantCulture))
            return 0;
        int at = label.IndexOf(wanted, StringComparison.OrdinalIgnoreCase);
        return at switch
        {
            0 => 1,
            < 0 => 4,
            _ => char.IsLetter(label[at - 1]) ? 3 : 2,
        };
    }
}
