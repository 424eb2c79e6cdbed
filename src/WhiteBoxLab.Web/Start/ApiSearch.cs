using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Web.Start;

/// <summary>Finds types and members of the library and the protocol by words.</summary>
/// <param name="members">What there is.</param>
public sealed class ApiSearch(IReadOnlyList<ApiMember> members)
{
    /// <summary>How many results are shown at most.</summary>
    public const int Most = 40;

    private static readonly HashSet<string> Types = ["class", "record", "struct", "interface", "enum", "delegate"];

    /// <summary>How many types there are.</summary>
    public int TypeCount { get; } = members.Count(IsType);

    /// <summary>How many members there are.</summary>
    public int MemberCount { get; } = members.Count(member => !IsType(member));

    /// <summary>
    /// Those in which every word occurs, the likeliest first: by the name itself, the begin of the name, the begin of a part of it,
    /// anything in it, the signature, the summary; types before members, short names before long ones.
    /// </summary>
    /// <param name="text">What was typed; nothing finds nothing.</param>
    public IReadOnlyList<ApiMember> Find(string? text)
    {
        string[] words = (text ?? "").Split([' ', '.', '(', ')', ',', '<', '>'], StringSplitOptions.RemoveEmptyEntries);
        return words.Length == 0
            ? []
            :
            [
                .. members
                    .Select(member => (Member: member, Rank: words.Sum(word => Rank(member, word))))
                    .Where(found => found.Rank < Nowhere)
                    .OrderBy(found => found.Rank)
                    .ThenBy(found => IsType(found.Member) ? 0 : 1)
                    .ThenBy(found => found.Member.Name.Length)
                    .Select(found => found.Member),
            ];
    }

    private const int Nowhere = 1000;

    private static bool IsType(ApiMember member) => Types.Contains(member.Kind);

    private static int Rank(ApiMember member, string word)
    {
        string last = member.Name[(member.Name.LastIndexOf('.') + 1)..];
        int at = last.IndexOf(word, StringComparison.OrdinalIgnoreCase);
        return at == 0 ? (last.Length == word.Length ? 0 : 1)
            : at > 0 ? (char.IsUpper(last[at]) ? 2 : 3)
            : Has(member.Name, word) ? 3
            : Has(member.Signature, word) ? 5
            : Has(member.Summary, word) ? 8
            : Nowhere;
    }

    private static bool Has(string text, string word) => text.Contains(word, StringComparison.OrdinalIgnoreCase);
}
