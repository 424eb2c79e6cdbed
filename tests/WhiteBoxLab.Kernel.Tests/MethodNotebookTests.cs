using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using WhiteBoxLab.Protocol;
using Xunit;

namespace WhiteBoxLab.Kernel.Tests;

/// <summary>The notebooks that teach the methods: each runs from top to bottom, and each method has its place in one of them.</summary>
public sealed partial class MethodNotebookTests(ServedKernel kernel) : IClassFixture<ServedKernel>
{
    private static readonly string Folder = FolderOf();

    public static TheoryData<string> Notebooks => [.. Directory.EnumerateFiles(Folder, "*.ipynb").Select(file => Path.GetFileName(file)).Order(StringComparer.Ordinal)];

    public static TheoryData<string> Methods => [.. Catalogue.Cards.Select(card => card.Id)];

    [Theory]
    [MemberData(nameof(Notebooks))]
    public async Task Every_cell_of_a_notebook_succeeds_and_shows_its_maps(string notebook)
    {
        foreach (string cell in CellsOf(notebook))
        {
            Answer answer = await kernel.RunAsync(cell);

            Assert.True(answer.Result.Succeeded, $"{notebook}:\n{cell}\n{answer.Result.Message}");
            MapArtifact[] maps = [.. answer.Events.OfType<MapProduced>().Select(made => made.Map)];
            Assert.True(maps.Length > 0 || !Explains().IsMatch(cell), $"{notebook}:\n{cell}\nshows no map.");
            Assert.All(maps, map => Assert.True(map.Minimum < map.Maximum, $"{map.Name} in {notebook} is the same everywhere."));
        }
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_method_is_taught_in_one_notebook(string method)
    {
        string made = $"new {Catalogue.Create(method).GetType().Name}(";
        string[] taught = [.. Directory.EnumerateFiles(Folder, "*.ipynb").Select(file => Path.GetFileName(file)).Where(file => CellsOf(file).Any(cell => cell.Contains(made, StringComparison.Ordinal)))];

        Assert.True(taught.Length == 1, $"'{method}' is made in {taught.Length} notebooks of notebooks/methods ({string.Join(", ", taught)}). Give it one heading with a sentence of what to look for and one cell with '{made}…)' in the notebook of its family.");
    }

    [Fact]
    public void The_notebooks_are_clean()
    {
        foreach (string file in Directory.EnumerateFiles(Folder, "*.ipynb"))
        {
            JsonArray cells = JsonNode.Parse(File.ReadAllText(file))!["cells"]!.AsArray();
            Assert.Equal(cells.Count, cells.Select(cell => (string)cell!["id"]!).Distinct().Count());
            Assert.All(cells.Where(cell => (string)cell!["cell_type"]! == "code"), cell => Assert.Equal("[] null", $"{cell!["outputs"]!.ToJsonString()} {cell["execution_count"]?.ToJsonString() ?? "null"}"));
        }
    }

    private static IEnumerable<string> CellsOf(string notebook) => JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, notebook)))!["cells"]!.AsArray()
        .Where(cell => (string)cell!["cell_type"]! == "code").Select(cell => string.Concat(cell!["source"]!.AsArray().Select(line => (string)line!)));

    private static string FolderOf()
    {
        string? at = AppContext.BaseDirectory;
        while (at is not null && !File.Exists(Path.Combine(at, "WhiteBoxLab.sln")))
            at = Path.GetDirectoryName(at);
        return Path.Combine(at ?? throw new InvalidOperationException("The tests do not lie in the repository."), "notebooks", "methods");
    }

    [GeneratedRegex(@"network\.Explain\(")]
    private static partial Regex Explains();
}
