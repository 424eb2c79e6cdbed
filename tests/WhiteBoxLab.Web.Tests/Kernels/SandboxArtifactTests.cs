using System.Security.Cryptography;
using System.Text;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Web.Tests;

/// <summary>What kernels in sandboxes made is taken into the store, and only what is what its name says.</summary>
public sealed class SandboxArtifactTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("whiteboxlab-").FullName;

    private ArtifactStore Store => new(Path.Combine(folder, "store")) { Sandboxes = Path.Combine(folder, "sandboxes") };

    [Fact]
    public void What_has_the_hash_of_its_name_is_taken_in()
    {
        string name = Put("one", "map", NameOf("map"));

        Assert.Equal(Path.Combine(folder, "store", name), Store.PathOf(name));
        Assert.Equal("map", File.ReadAllText(Path.Combine(folder, "store", name)));
    }

    [Fact]
    public void What_has_not_and_what_is_a_link_is_none_and_another_ones_is_found()
    {
        string name = Put("one", "something else", NameOf("map")),
            linked = NameOf("outside");
        File.WriteAllText(Path.Combine(folder, "outside"), "outside");
        File.CreateSymbolicLink(Path.Combine(folder, "sandboxes", "one", "artifacts", linked), Path.Combine(folder, "outside"));
        Assert.Null(Store.PathOf(name));
        Assert.Null(Store.PathOf(linked));
        Put("two", "map", name);

        Assert.NotNull(Store.PathOf(name));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string Put(string room, string content, string name)
    {
        string artifacts = Path.Combine(folder, "sandboxes", room, "artifacts");
        Directory.CreateDirectory(artifacts);
        File.WriteAllText(Path.Combine(artifacts, name), content);
        return name;
    }

    private static string NameOf(string content) =>
        $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content)).AsSpan(0, 16))}.txt";
}
