using System.Net;
using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Notebooks.Storage;
using WhiteBoxLab.Web.Settings;

namespace WhiteBoxLab.Web.Tests;

/// <summary>A cell may make links: the web process does not follow them out of the folders.</summary>
public sealed class LinkTests(Lab lab) : IClassFixture<Lab>
{
    [Fact]
    public async Task An_artifact_that_is_a_link_is_none()
    {
        string outside = await SecretAsync("outside.txt"),
            name = $"{new string('a', 32)}.txt",
            artifacts = Path.Combine(lab.Data, "artifacts");
        Directory.CreateDirectory(artifacts);
        File.CreateSymbolicLink(Path.Combine(artifacts, name), outside);
        using HttpClient client = lab.Client();

        Assert.Equal(
            HttpStatusCode.NotFound,
            (await client.GetAsync($"/artifacts/{name}", TestContext.Current.CancellationToken)).StatusCode
        );
        Assert.Null(new ArtifactStore(artifacts).PathOf(name));
    }

    [Fact]
    public async Task Pictures_and_notebooks_behind_links_are_seen_inside_of_the_folder_and_not_outside()
    {
        string outside = await SecretAsync("outside.png"),
            other = Path.Combine(lab.Folder, "other");
        Directory.CreateDirectory(other);
        await File.WriteAllBytesAsync(
            Path.Combine(other, "secret.ipynb"),
            ClosedLab.BytesOf(("a", "secret")),
            TestContext.Current.CancellationToken
        );
        await File.WriteAllTextAsync(Path.Combine(lab.Notebooks, "inside.png"), "picture", TestContext.Current.CancellationToken);
        await File.WriteAllBytesAsync(
            Path.Combine(lab.Notebooks, "inside.ipynb"),
            ClosedLab.BytesOf(("a", "1")),
            TestContext.Current.CancellationToken
        );
        Link("right.png", "inside.png");
        Link("wrong.png", outside);
        Link("right.ipynb", "inside.ipynb");
        Link("wrong.ipynb", Path.Combine(other, "secret.ipynb"));
        Link("folder", other);
        Link("loop", ".");
        Link("loop.ipynb", "loop.ipynb");
        using HttpClient client = lab.Client();
        NotebookFiles files = new(new LabFolders(lab.Data, lab.Notebooks));

        Assert.Equal("picture", await client.GetStringAsync("/notebook-media/right.png", TestContext.Current.CancellationToken));
        Assert.Equal(
            HttpStatusCode.NotFound,
            (await client.GetAsync("/notebook-media/wrong.png", TestContext.Current.CancellationToken)).StatusCode
        );
        Assert.Equal(
            HttpStatusCode.OK,
            (await client.GetAsync("/notebook-files/right.ipynb", TestContext.Current.CancellationToken)).StatusCode
        );
        foreach (string path in new[] { "wrong.ipynb", "folder/secret.ipynb", "loop.ipynb" })
            Assert.Equal(
                HttpStatusCode.NotFound,
                (await client.GetAsync($"/notebook-files/{path}", TestContext.Current.CancellationToken)).StatusCode
            );
        string[] seen = [.. files.All.Select(notebook => notebook.Path)];
        Assert.Contains("right.ipynb", seen);
        Assert.All(seen, path => Assert.DoesNotContain('/', path));
        Assert.DoesNotContain(seen, path => path is "wrong.ipynb" or "loop.ipynb");
    }

    private async Task<string> SecretAsync(string name)
    {
        string file = Path.Combine(lab.Folder, name);
        await File.WriteAllTextAsync(file, "secret", TestContext.Current.CancellationToken);
        return file;
    }

    private void Link(string name, string to) => File.CreateSymbolicLink(Path.Combine(lab.Notebooks, name), to);
}
