using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Xunit;

namespace WhiteBoxLab.Tests;

/// <summary>
/// The step of the build that makes TorchSharp's library load with older systems: it does that, or it refuses and touches nothing.
/// </summary>
public sealed class PortableTorchTests : IDisposable
{
    /// <summary>The ELF hash of GLIBCXX_3.4.32 (System V ABI, fig. 5-13), as the file holds it.</summary>
    private static readonly byte[] Hash = [0x42, 0xf8, 0x97, 0x02];

    private readonly TemporaryFolder folder = new();

    [Fact]
    public void A_library_is_made_portable_or_refused()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Other systems have no libstdc++.");
        byte[] library = File.ReadAllBytes(Original());
        byte[] wrongHash = [.. library],
            noElf = [.. library];
        wrongHash[library.AsSpan().IndexOf(Hash)] ^= 1;
        noElf[0] = 0;
        (string Name, byte[] Bytes)[] files =
        [
            ("sound", library),
            ("wrong-hash", wrongHash),
            ("no-elf", noElf),
            ("cut", library[..^(library.Length / 8)]),
            ("other", "nothing to do"u8.ToArray()),
        ];
        foreach ((string name, byte[] bytes) in files)
            File.WriteAllBytes(folder.At(name), bytes);

        string output = Build(files.Select(f => f.Name));

        Assert.Equal(-1, File.ReadAllBytes(folder.At("sound")).AsSpan().IndexOf("_ZSt21ios_base_library_initv\0"u8));
        Assert.Equal(library.Length, new FileInfo(folder.At("sound")).Length);
        Assert.DoesNotContain("sound cannot", output, StringComparison.Ordinal);
        Assert.Contains(
            $"{folder.At("wrong-hash")} cannot be made portable: the hash of GLIBCXX_3.4.32 is not the expected one. See "
                + $"build/PortableTorch.targets.",
            output,
            StringComparison.Ordinal
        );
        Assert.Contains(
            $"{folder.At("no-elf")} cannot be made portable: it is not a 64-bit little-endian ELF file.",
            output,
            StringComparison.Ordinal
        );
        Assert.Contains($"{folder.At("cut")} cannot be made portable: its tables point beyond its end.", output, StringComparison.Ordinal);
        Assert.All(files.Skip(1), f => Assert.True(f.Bytes.AsSpan().SequenceEqual(File.ReadAllBytes(folder.At(f.Name))), f.Name));
    }

    public void Dispose() => folder.Dispose();

    /// <summary>The library as the package brings it.</summary>
    private static string Original()
    {
        string assets = Path.Combine(TestData.Folder, "..", "WhiteBoxLab.Tests", "obj", "project.assets.json");
        JsonNode json = JsonNode.Parse(File.ReadAllText(assets))!;
        string path = (string)
            json["libraries"]!.AsObject().Single(l => l.Key.StartsWith("TorchSharp/", StringComparison.Ordinal)).Value!["path"]!;
        return json["packageFolders"]!
            .AsObject()
            .Select(f => Path.Combine(f.Key, path, "runtimes/linux-x64/native/libLibTorchSharp.so"))
            .First(File.Exists);
    }

    private string Build(IEnumerable<string> files)
    {
        StringBuilder project = new(
            $"<Project><PropertyGroup><RepoRoot>{Path.GetFullPath(Path.Combine(TestData.Folder, "..", ".."))}/</RepoRoot></PropertyGroup>"
        );
        project.Append("<Import Project=\"$(RepoRoot)build/PortableTorch.targets\" /><Target Name=\"Try\">");
        foreach (string file in files)
            project.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"<PortableTorch File=\"{folder.At(file)}\" ContinueOnError=\"ErrorAndContinue\" />"
            );
        File.WriteAllText(folder.At("try.proj"), project.Append("</Target></Project>").ToString());

        ProcessStartInfo start = new("dotnet", ["msbuild", folder.At("try.proj"), "-t:Try", "-nologo", "-v:m", "-nodeReuse:false"])
        {
            RedirectStandardOutput = true,
        };
        using Process process = Process.Start(start)!; // dotnet runs this test
        string output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return output;
    }
}
