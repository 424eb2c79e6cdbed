using System.Net;
using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Notebooks.Document;

namespace WhiteBoxLab.Web.Tests;

/// <summary>A list of notebooks shows their pictures small, as a kernel made them; the web process decodes none.</summary>
public sealed class ThumbnailTests : IAsyncLifetime
{
    private static readonly byte[] Large = [.. Enumerable.Range(0, 400_000).Select(i => (byte)(i * 7))];
    private static readonly byte[] Small = [1, 2, 3];
    private FakeLab lab = null!; // open before a test begins
    private HttpClient client = null!; // likewise

    public async ValueTask InitializeAsync()
    {
        lab = await FakeLab.OpenAsync();
        client = new HttpClient { BaseAddress = lab.Address };
        client.DefaultRequestHeaders.Authorization = new("Bearer", Lab.Token);
        await lab.WriteAsync("figure.ipynb", [Shows("a", [9]), Shows("b", Large)]);
    }

    public async ValueTask DisposeAsync()
    {
        client.Dispose();
        await lab.DisposeAsync();
    }

    [Fact]
    public async Task It_is_made_by_the_kernel_once_and_nothing_else_of_it_is_kept()
    {
        List<string> read = [];
        lab.Explorer.Answer<MakeThumbnail>(asked =>
        {
            using Stream picture = lab.Artifacts.Open(asked.Picture)!; // there while it is asked for
            read.Add($"{picture.Length}, {asked.Side}");
            return [new ThumbnailMade(lab.Artifacts.Put(Small, "thumb"))];
        });
        await lab.WriteAsync("same.ipynb", [Shows("a", Large)]);

        foreach (string name in new[] { "figure", "figure", "same" })
            Assert.Equal(Small, await client.GetByteArrayAsync($"notebook-faces/{name}.ipynb", TestContext.Current.CancellationToken));
        Assert.Equal(["400000, 112"], read);
        Assert.Empty(Directory.GetFiles(((ArtifactStore)lab.Artifacts).Folder));
    }

    [Fact]
    public async Task One_that_cannot_be_made_is_not_there_and_not_asked_for_again()
    {
        lab.Explorer.Refuse<MakeThumbnail>("This file is not a picture we can read.");

        for (int i = 0; i < 2; i++)
        {
            HttpResponseMessage answer = await client.GetAsync("notebook-faces/figure.ipynb", TestContext.Current.CancellationToken);
            Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
            Assert.Null(answer.Headers.CacheControl);
        }
        Assert.Single(lab.Explorer.Heard.OfType<MakeThumbnail>());
    }

    private static Cell Shows(string id, byte[] picture) => PictureCell.Of(id, Convert.ToBase64String(picture));
}
