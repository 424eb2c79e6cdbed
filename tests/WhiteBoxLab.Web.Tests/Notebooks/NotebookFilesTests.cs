using WhiteBoxLab.Web.Notebooks.Storage;
using WhiteBoxLab.Web.Settings;

namespace WhiteBoxLab.Web.Tests;

public sealed class NotebookFilesTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("whiteboxlab-").FullName;

    private NotebookFiles Files => new(new LabFolders(folder, folder));

    [Theory]
    [InlineData("../outside.ipynb")]
    [InlineData("a/../../outside.ipynb")]
    [InlineData("/etc/passwd")]
    [InlineData("/etc/x.ipynb")]
    [InlineData("notes.txt")]
    [InlineData("a\0.ipynb")]
    [InlineData("")]
    [InlineData("a/./b.ipynb")]
    [InlineData("a//b.ipynb")]
    public void A_path_that_leads_out_or_is_no_notebook_is_none(string path) => Assert.Null(Files.FileOf(path));

    [Fact]
    public void A_notebook_in_a_folder_is_found() => Assert.Equal(Path.Combine(folder, "a", "b.ipynb"), Files.FileOf("a/b.ipynb"));

    [Fact]
    public void A_free_name_is_made_of_what_a_file_may_be_called()
    {
        File.WriteAllText(Path.Combine(folder, "cat-run-1.ipynb"), "");

        Assert.Equal("cat-run-1-2.ipynb", Files.Free("cat-run-1"));
        Assert.Equal("evil.ipynb", Files.Free("../../evil"));
        Assert.Equal("a-b/c.ipynb", Files.Free("a:b\\c.ipynb"));
        Assert.Equal("notebook.ipynb", Files.Free("..."));
    }

    public void Dispose() => Directory.Delete(folder, recursive: true);
}
