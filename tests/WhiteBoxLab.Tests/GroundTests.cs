using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TorchSharp;
using Xunit;

namespace WhiteBoxLab.Tests;

/// <summary>What the whole house stands on.</summary>
public sealed partial class GroundTests
{
    private static readonly string Root = Path.GetFullPath(Path.Combine(TestData.Folder, "..", ".."));

    /// <summary>
    /// Our own machine, the names that papers and standards are cited by, and those of tests; nothing is loaded from any of them but the
    /// first two.
    /// </summary>
    private static readonly string[] Hosts =
    [
        "127.0.0.1",
        "localhost",
        "www.w3.org",
        "arxiv.org",
        "doi.org",
        "jmlr.org",
        "github.com",
        "mermaid.js.org",
        "x",
        "other.host",
    ];

    private static readonly string[] Skipped = ["bin", "obj", "node_modules"];

    [Fact]
    public void Torch_loads_and_adds()
    {
        using torch.Tensor sum = torch.ones(2, 3).sum();

        Assert.Equal(6f, sum.item<float>());
    }

    [Fact]
    public void The_web_project_carries_no_torch()
    {
        string[] closure = ClosureOf("WhiteBoxLab.Web");

        Assert.Contains(closure, name => name.StartsWith("MudBlazor/", StringComparison.Ordinal));
        Assert.DoesNotContain(closure, name =>
            name.Contains("torch", StringComparison.OrdinalIgnoreCase) || name.StartsWith("SkiaSharp", StringComparison.Ordinal)
        );
        Assert.Equal(["WhiteBoxLab.Protocol/1.0.0"], closure.Where(name => name.StartsWith("WhiteBoxLab", StringComparison.Ordinal)));
    }

    [Fact]
    public void The_protocol_references_nothing_but_the_framework()
    {
        Assert.All(ClosureOf("WhiteBoxLab.Protocol"), name =>
            Assert.StartsWith("Microsoft.CodeAnalysis.BannedApiAnalyzers/", name, StringComparison.Ordinal)
        ); // looks at the source, never ships
        Assert.All(typeof(Protocol.Wire).Assembly.GetReferencedAssemblies(), name =>
            Assert.True(
                name.Name is { } n
                    && (n.StartsWith("System.", StringComparison.Ordinal) || n.StartsWith("Microsoft.Win32.", StringComparison.Ordinal)),
                $"{name}"
            )
        );
    }

    /// <summary>The namespace is the folder, and what a file knows is in its usings.</summary>
    [Fact]
    public void No_two_folders_of_the_kernel_know_each_other_both_ways()
    {
        string kernel = Path.Combine(Root, "src", "WhiteBoxLab.Kernel");
        HashSet<(string From, string To)> knows =
        [
            .. from file in Directory.EnumerateFiles(kernel, "*.cs", SearchOption.AllDirectories)
            let path = Path.GetRelativePath(kernel, file).Split(Path.DirectorySeparatorChar)
            where path.Length > 1 && !Skipped.Contains(path[0])
            from Match known in KernelUsing().Matches(File.ReadAllText(file))
            where known.Groups["folder"].Value != path[0]
            select (path[0], known.Groups["folder"].Value),
        ];

        Assert.NotEmpty(knows);
        Assert.DoesNotContain(knows, pair => string.CompareOrdinal(pair.From, pair.To) < 0 && knows.Contains((pair.To, pair.From)));
    }

    [GeneratedRegex(@"^using (?:static |\w+ = )?WhiteBoxLab\.Kernel\.(?<folder>\w+)", RegexOptions.Multiline)]
    private static partial Regex KernelUsing();

    /// <summary>One may read it without scrolling; longer is only what has no place to be broken.</summary>
    [Fact]
    public void No_line_is_longer_than_140()
    {
        string[] kinds = [".cs", ".razor", ".ts", ".mjs", ".css", ".sh", ".props", ".targets"];
        string[] files =
        [
            .. from folder in (string[])["src", "tests", "build"]
            from file in Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
            where !Path.GetRelativePath(Root, file).Split(Path.DirectorySeparatorChar).Intersect(Skipped).Any()
            where kinds.Contains(Path.GetExtension(file))
            select file,
        ];

        Assert.Empty(
            from file in files.Append(Path.Combine(Root, "test.sh"))
            from line in File.ReadLines(file).Select((text, number) => (Text: text, Number: number + 1))
            where line.Text.Length > 140
            select $"{Path.GetRelativePath(Root, file)}:{line.Number} has {line.Text.Length} characters"
        );
    }

    [Fact]
    public void Nothing_is_loaded_from_a_foreign_host()
    {
        string[] foreign =
        [
            .. Sources()
                .SelectMany(file =>
                    ForeignHost()
                        .Matches(File.ReadAllText(file))
                        .Select(m => m.Groups["host"].Value.ToLowerInvariant())
                        .Where(host => !Hosts.Contains(host))
                        .Distinct()
                        .Select(host => $"{Path.GetRelativePath(Root, file)} names {host}")
                ),
        ];

        Assert.Empty(foreign);
    }

    [Theory]
    [InlineData("<script src=\"https://cdn.example.com/a.js\">")]
    [InlineData("@import url(//fonts.example.com/css)")]
    [InlineData("new WebSocket('wss://live.example.com')")]
    public void A_foreign_host_would_be_found(string text) =>
        Assert.EndsWith(".example.com", ForeignHost().Match(text).Groups["host"].Value, StringComparison.Ordinal);

    [GeneratedRegex("""(?:\b(?:https?|wss?)://|(?<=["'(])//)(?<host>[A-Za-z0-9][A-Za-z0-9.-]*)""")]
    private static partial Regex ForeignHost();

    /// <summary>
    /// What is written by us or served to a browser; licences name their own homes, and a lock file says where packages came from.
    /// </summary>
    private static IEnumerable<string> Sources() =>
        from folder in (string[])["src", "wwwroot"]
        from file in Directory.EnumerateFiles(Path.Combine(Root, folder), "*", SearchOption.AllDirectories)
        where !Path.GetRelativePath(Root, file).Split(Path.DirectorySeparatorChar).Intersect(Skipped).Any()
        where
            Path.GetExtension(file)
                is ".cs"
                    or ".razor"
                    or ".csproj"
                    or ".json"
                    or ".html"
                    or ".css"
                    or ".js"
                    or ".mjs"
                    or ".ts"
                    or ".svg"
                    or ".cshtml"
        where Path.GetFileName(file) != "package-lock.json"
        select file;

    /// <summary>Names and versions of everything that a project stands on, as the restore has found them.</summary>
    private static string[] ClosureOf(string project)
    {
        string assets = Path.Combine(Root, "src", project, "obj", "project.assets.json");
        Assert.True(File.Exists(assets), $"There is no {assets}. Build the solution first.");
        return
        [
            .. JsonNode.Parse(File.ReadAllText(assets))!["targets"]!
                .AsObject()
                .SelectMany(framework => framework.Value!.AsObject().Select(library => library.Key)),
        ];
    }
}
