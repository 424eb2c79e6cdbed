using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using WhiteBoxLab.Protocol;
using Xunit;

namespace WhiteBoxLab.Kernel.Tests;

public sealed class ContractTests
{
    // Messages that .NET Interactive no longer has: not spoken here.
    private static readonly string[] Stale =
    [
        "Command.ParseInteractiveDocument",
        "Command.ParseNotebook",
        "Command.SerializeInteractiveDocument",
        "Command.SerializeNotebook",
        "Event.CommandCancelled",
        "Event.InputRequested",
        "Event.InteractiveDocumentParsed",
        "Event.InteractiveDocumentSerialized",
        "Event.NotebookParsed",
        "Event.NotebookSerialized",
        "Event.PasswordRequested",
    ];

    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "contract");
    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static TheoryData<string> Live => [.. Names().Except(Stale)];

    public static TheoryData<string> NotSpoken => [.. Stale];

    [Theory]
    [MemberData(nameof(Live))]
    public void A_message_comes_out_as_it_went_in(string name)
    {
        string text = Minified(name);

        string written = Wire.Read(text) switch
        {
            CommandLine line => Wire.Write(line.Envelope),
            EventLine line => Wire.Write(line.Envelope),
            BadLine line => line.Reason,
            var other => other.ToString(),
        };

        Assert.True(JsonNode.DeepEquals(JsonNode.Parse(text), JsonNode.Parse(written)), written);
        Assert.Equal(text, written); // and its keys stand in the same order
    }

    [Theory]
    [MemberData(nameof(NotSpoken))]
    public void A_message_that_no_longer_exists_is_told_as_unknown(string name)
    {
        BadLine line = Assert.IsType<BadLine>(Wire.Read(Minified(name)));

        Assert.StartsWith("There is no ", line.Reason, StringComparison.Ordinal);
        Assert.Equal("the-token", line.Token ?? "the-token");
    }

    [Fact]
    public void All_sixty_files_are_looked_at() => Assert.Equal((60, 49), (Names().Count(), Live.Count));

    private static IEnumerable<string> Names() =>
        Directory.GetFiles(Folder, "*.json").Select(file => Path.GetFileNameWithoutExtension(file)).Order(StringComparer.Ordinal);

    private static string Minified(string name) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, name + ".json")))!.ToJsonString(Relaxed);
}
