using Xunit;

namespace WhiteBoxLab.Tests;

public sealed class WholeFileTests : IDisposable
{
    private readonly TemporaryFolder folder = new();

    private string[] Names => [.. Directory.GetFiles(folder.At("")).Select(file => Path.GetFileName(file))];

    public void Dispose() => folder.Dispose();

    [Fact]
    public void A_reader_finds_the_old_file_until_the_new_one_is_whole()
    {
        WholeFile.Write(At("a.txt"), "old");
        using WholeFile file = new(At("a.txt"));
        file.Stream.Write("new"u8);

        Assert.Equal("old", File.ReadAllText(At("a.txt")));
        file.Put(toDisk: true);
        Assert.Equal("new", File.ReadAllText(At("a.txt")));
    }

    [Fact]
    public void A_write_that_fails_leaves_the_old_file_and_nothing_beside_it()
    {
        WholeFile.Write(At("a.txt"), "old");

        Assert.Throws<InvalidOperationException>(() => WholeFile.Write(At("a.txt"), _ => throw new InvalidOperationException("no")));
        Assert.Equal("old", File.ReadAllText(At("a.txt")));
        Assert.Equal(["a.txt"], Names);
    }

    [Fact]
    public void A_name_may_be_known_only_at_the_end()
    {
        using (WholeFile file = new(At("upload")))
            file.Put(name: "hash.png");

        Assert.Equal(["hash.png"], Names);
    }

    [Fact]
    public void Two_writers_at_once_do_not_meet()
    {
        using WholeFile one = new(At("a.txt")),
            other = new(At("a.txt"));
        one.Stream.Write("one"u8);
        other.Stream.Write("other"u8);
        other.Put();
        one.Put();

        Assert.Equal("one", File.ReadAllText(At("a.txt")));
        Assert.Equal(["a.txt"], Names);
    }

    [Fact]
    public void Who_may_read_a_file_stays_when_it_is_written_anew()
    {
        if (OperatingSystem.IsWindows())
            return; // files have no mode there
        const UnixFileMode Mine = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        WholeFile.Write(At("a.txt"), "old");
        File.SetUnixFileMode(At("a.txt"), Mine);

        WholeFile.Write(At("a.txt"), "new");

        Assert.Equal(("new", Mine), (File.ReadAllText(At("a.txt")), File.GetUnixFileMode(At("a.txt"))));
    }

    private string At(string name) => folder.At(name);
}
