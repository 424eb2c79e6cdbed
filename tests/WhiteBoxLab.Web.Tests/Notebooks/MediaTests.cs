using System.Net;

namespace WhiteBoxLab.Web.Tests;

public sealed class MediaTests(Lab lab) : IClassFixture<Lab>
{
    [Fact]
    public async Task A_picture_beside_a_notebook_may_be_a_link_but_only_to_a_picture()
    {
        Directory.CreateDirectory(lab.Notebooks);
        string secret = Path.Combine(lab.Folder, "secret.txt"), picture = Path.Combine(lab.Folder, "picture.png");
        await File.WriteAllTextAsync(secret, "secret", TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(picture, "picture", TestContext.Current.CancellationToken);
        File.CreateSymbolicLink(Path.Combine(lab.Notebooks, "right.png"), picture);
        File.CreateSymbolicLink(Path.Combine(lab.Notebooks, "wrong.png"), secret);
        using HttpClient client = lab.Client();

        Assert.Equal("picture", await client.GetStringAsync("/notebook-media/right.png", TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/notebook-media/wrong.png", TestContext.Current.CancellationToken)).StatusCode);
    }
}
