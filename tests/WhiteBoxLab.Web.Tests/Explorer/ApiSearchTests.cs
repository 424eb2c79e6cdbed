using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Start;

namespace WhiteBoxLab.Web.Tests;

public sealed class ApiSearchTests
{
    private static ApiMember Member(string name, string kind, string signature, string summary) =>
        new(name, kind, signature, summary, null);

    private static readonly ApiSearch Search = new([
        Member("Baseline", "class", "class Baseline", "What a photo is compared with."),
        Member("Baseline.Black", "property", "static Baseline Baseline.Black { get; }", "Nothing but black."),
        Member("IntegratedGradients", "class", "class IntegratedGradients", "The gradients on the way from a baseline."),
        Member("IntegratedGradients", "constructor", "IntegratedGradients(int steps = 50, Baseline? baseline = null)", "Takes options."),
        Member("Network.Open", "method", "Network Network.Open(string folder)", "Opens a folder."),
        Member("OpenMode", "enum", "enum OpenMode", "How files are opened."),
    ]);

    private static IEnumerable<string> Find(string? text) => Search.Find(text).Select(member => $"{member.Kind} {member.Name}");

    [Fact]
    public void The_name_itself_comes_before_its_begin_and_both_before_signatures_and_summaries()
    {
        Assert.Equal(
            ["class Baseline", "property Baseline.Black", "constructor IntegratedGradients", "class IntegratedGradients"],
            Find("baseline")
        );
        Assert.Equal(["method Network.Open", "enum OpenMode"], Find("open"));
    }

    [Fact]
    public void Every_word_has_to_occur_in_whatever_order_and_case_and_a_name_with_its_type_is_two_words()
    {
        Assert.Equal(["constructor IntegratedGradients", "class IntegratedGradients"], Find("BASELINE integrated"));
        Assert.Equal(["method Network.Open"], Find("network.open("));
        Assert.Equal(["class IntegratedGradients", "constructor IntegratedGradients"], Find("gradients"));
        Assert.Empty(Find("baseline nowhere"));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" . ")]
    public void Nothing_typed_finds_nothing(string? text) => Assert.Empty(Find(text));

    [Fact]
    public void Types_and_members_are_counted() => Assert.Equal((3, 3), (Search.TypeCount, Search.MemberCount));
}
