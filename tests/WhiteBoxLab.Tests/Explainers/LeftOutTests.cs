using Xunit;

namespace WhiteBoxLab.Tests;

/// <summary>No reference case is forgotten: it is compared, or it is named with the reason why not.</summary>
public sealed class LeftOutTests
{
    [Fact]
    public void Every_case_is_either_compared_or_named_with_a_reason()
    {
        string[] forgotten =
        [
            .. ReferenceCase.Known.Where(c => !c.IsOurs && !LeftOut.All.Any(l => l.Holds(c))).Select(c => $"{c.Name} ({c.Method})"),
        ];
        string[] both = [.. ReferenceCase.All.Where(c => LeftOut.All.Any(l => l.Holds(c))).Select(c => c.Name)];

        Assert.True(
            forgotten.Length + both.Length == 0,
            $"Forgotten: {string.Join(", ", forgotten)}. Compared and left out: {string.Join(", ", both)}."
        );
    }

    [Fact]
    public void Every_reason_is_a_sentence() => Assert.All(LeftOut.All, l => Assert.Matches("^[A-Z].{8,}\\.$", l.Why));
}
