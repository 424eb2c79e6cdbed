using System.Text.Json.Nodes;
using Xunit;

namespace WhiteBoxLab.Kernel.Tests;

/// <summary>
/// The notebooks that teach the methods: each method has its place in one of them. That they run is seen in <see cref="RunTests"/>.
/// </summary>
public sealed class MethodNotebookTests
{
    private static readonly string Folder = FolderOf();

    public static TheoryData<string> Methods => [.. Catalogue.Cards.Select(card => card.Id)];

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_method_is_taught_in_one_notebook(string method)
    {
        string made = $"new {Catalogue.Create(method).GetType().Name}(";
        string[] taught =
        [
            .. Directory
                .EnumerateFiles(Folder, "*.ipynb")
                .Select(file => Path.GetFileName(file))
                .Where(file => CellsOf(file).Any(cell => cell.Contains(made, StringComparison.Ordinal))),
        ];

        Assert.True(
            taught.Length == 1,
            $"'{method}' is made in {taught.Length} notebooks of notebooks/methods ({string.Join(", ", taught)}). Give it one "
                + $"heading with a sentence of what to look for and one cell with '{made}…)' in the notebook of its family."
        );
    }

    [Fact]
    public void The_notebooks_are_clean()
    {
        foreach (string file in Directory.EnumerateFiles(Folder, "*.ipynb"))
        {
            JsonArray cells = JsonNode.Parse(File.ReadAllText(file))!["cells"]!.AsArray();
            Assert.Equal(cells.Count, cells.Select(cell => (string)cell!["id"]!).Distinct().Count());
            Assert.All(cells.Where(cell => (string)cell!["cell_type"]! == "code"), cell =>
                Assert.Equal("[] null", $"{cell!["outputs"]!.ToJsonString()} {cell["execution_count"]?.ToJsonString() ?? "null"}")
            );
        }
    }

    private static IEnumerable<string> CellsOf(string notebook) =>
        JsonNode.Parse(File.ReadAllText(Path.Combine(Folder, notebook)))!["cells"]!
            .AsArray()
            .Where(cell => (string)cell!["cell_type"]! == "code")
            .Select(cell => string.Concat(cell!["source"]!.AsArray().Select(line => (string)line!)));

    private static string FolderOf()
    {
        string? at = AppContext.BaseDirectory;
        while (at is not null && !File.Exists(Path.Combine(at, "WhiteBoxLab.sln")))
            at = Path.GetDirectoryName(at);
        return Path.Combine(at ?? throw new InvalidOperationException("The tests do not lie in the repository."), "notebooks", "methods");
    }
}
