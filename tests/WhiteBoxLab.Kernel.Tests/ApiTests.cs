using System.Text.RegularExpressions;
using WhiteBoxLab.Protocol;
using Xunit;

namespace WhiteBoxLab.Kernel.Tests;

/// <summary>What a kernel says of the library and the protocol to those who search them.</summary>
public sealed partial class ApiTests(ServedKernel kernel) : IClassFixture<ServedKernel>
{
    private static IReadOnlyList<ApiMember>? members;

    [Fact]
    public async Task A_method_is_there_with_its_signature_its_summary_and_its_id()
    {
        ILookup<string, ApiMember> all = (await MembersAsync()).ToLookup(member => member.Name);

        ApiMember type = all["GradCam"].Single(member => member.Kind == "class"),
            made = all["GradCam"].Single(member => member.Kind == "constructor");
        Assert.Equal(("grad-cam", "class GradCam"), (type.Method, type.Signature));
        Assert.NotEmpty(type.Summary);
        Assert.StartsWith("GradCam(string? layer = null, bool relu = ", made.Signature, StringComparison.Ordinal);
        Assert.Null(Assert.Single(all["Network"], member => member.Kind == "class").Method);
    }

    [Fact]
    public async Task Every_public_type_of_the_library_and_the_protocol_is_there_with_a_summary()
    {
        HashSet<string> found = [.. (await MembersAsync()).Where(member => member.Summary.Length > 0).Select(member => Last(member.Name))];

        Assert.Subset(found, Approved("WhiteBoxLab").Concat(Approved("WhiteBoxLab.Protocol")).ToHashSet());
    }

    [Fact]
    public async Task What_is_inherited_has_the_docstring_from_where_it_comes_and_a_record_has_its_parameters()
    {
        ILookup<string, ApiMember> all = (await MembersAsync()).ToLookup(member => member.Name);

        Assert.Equal("Forward passes.", Assert.Single(all["MapArtifact.Forwards"]).Summary.Split(',')[0] + ".");
        Assert.NotEmpty(Assert.Single(all["GradCam.Card"]).Summary);
        Assert.DoesNotContain(all.SelectMany(one => one), member => member.Signature.Contains("Clone>$", StringComparison.Ordinal));
    }

    private async Task<IReadOnlyList<ApiMember>> MembersAsync() =>
        members ??= (await kernel.RunAsync(new RequestApi())).Events.OfType<ApiProduced>().Single().Members;

    private static string Last(string name) => name[(name.LastIndexOf('.') + 1)..].Split('<')[0];

    private static IEnumerable<string> Approved(string assembly) =>
        Type()
            .Matches(File.ReadAllText(Path.Combine(Root(), "tests", "data", "approved", $"public-api-{assembly}.txt")))
            .Select(match => match.Groups[1].Value);

    private static string Root()
    {
        DirectoryInfo? at = new(AppContext.BaseDirectory);
        while (at is not null && !File.Exists(Path.Combine(at.FullName, "WhiteBoxLab.sln")))
            at = at.Parent;
        return at?.FullName ?? throw new InvalidOperationException("The tests do not lie in the repository.");
    }

    [GeneratedRegex(
        @"^\s+public (?:static |sealed |abstract |readonly )*(?:class|struct|interface|enum|record) (\w+)",
        RegexOptions.Multiline
    )]
    private static partial Regex Type();
}
