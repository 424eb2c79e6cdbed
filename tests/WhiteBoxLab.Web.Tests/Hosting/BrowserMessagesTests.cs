using WhiteBoxLab.Web.Explorer;

namespace WhiteBoxLab.Web.Tests;

public sealed class BrowserMessagesTests
{
    [Fact]
    public void The_browser_has_the_types_of_all_messages_as_they_are_here()
    {
        string path = Repository.Path("src", "browser", "messages.ts"),
            received = Path.ChangeExtension(path, ".received.ts");
        string right = BrowserMessages.Write();
        if (File.Exists(path) && File.ReadAllText(path) == right)
        {
            File.Delete(received);
            return;
        }
        File.WriteAllText(received, right);
        Assert.Fail($"src/browser/messages.ts is out of date. Look at {received}; rename it if it is right, and run src/browser/build.sh.");
    }

    [Fact]
    public void No_line_of_them_is_too_long() => Assert.DoesNotContain(BrowserMessages.Write().Split('\n'), line => line.Length > 140);

    [Fact]
    public void A_state_of_a_map_is_written_as_the_browser_reads_it() => Assert.Equal("refining", MapAttributes.Word(MapState.Refining));
}
