using System.Net;
using Microsoft.AspNetCore.Builder;
using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Hosting;
using WhiteBoxLab.Web.Photos;

namespace WhiteBoxLab.Web.Tests;

/// <summary>Where the lab's data cannot be written, what is brought is refused with a sentence.</summary>
public sealed class FullDiskTests
{
    [Fact]
    public async Task A_photo_that_cannot_be_kept_is_refused_with_the_reason()
    {
        string folder = Directory.CreateTempSubdirectory("whiteboxlab-").FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "artifacts"), "no folder", TestContext.Current.CancellationToken);
        await using (
            WebApplication app = LabApp.Build([
                "--urls",
                "http://127.0.0.1:0",
                "--token",
                Lab.Token,
                "--Lab:Data",
                folder,
                "--Lab:Notebooks",
                folder,
                "--Lab:Kernel",
                Path.Combine(folder, "none"),
            ])
        )
        {
            await app.StartAsync(TestContext.Current.CancellationToken);
            using HttpClient client = new() { BaseAddress = new Uri(app.Urls.First()) };
            using HttpRequestMessage request = new(HttpMethod.Post, "/photos?name=cat.jpg") { Content = new ByteArrayContent([1, 2, 3]) };
            request.Headers.Authorization = new("Bearer", Lab.Token);
            request.Headers.Add(PhotoEndpoints.OwnHeader, "1");
            HttpResponseMessage answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

            Assert.Equal(HttpStatusCode.InsufficientStorage, answer.StatusCode);
            Assert.StartsWith(
                "The lab cannot keep this photo: ",
                await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
                StringComparison.Ordinal
            );
            await app.StopAsync(TestContext.Current.CancellationToken);
        }
        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task A_photo_for_which_the_disk_has_no_room_is_told_so_at_once()
    {
        Assert.SkipUnless(File.Exists("/dev/full"), "A Linux device that is always full.");
        await using FakeLab lab = await FakeLab.OpenAsync(_ => new FullStore());
        using HttpClient client = new() { BaseAddress = lab.Address };
        using HttpRequestMessage request = new(HttpMethod.Post, "/photos?name=cat.jpg") { Content = new ByteArrayContent([1, 2, 3]) };
        request.Headers.Authorization = new("Bearer", Lab.Token);
        request.Headers.Add(PhotoEndpoints.OwnHeader, "1");
        HttpResponseMessage answer = await client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.InsufficientStorage, answer.StatusCode);
        Assert.Equal(
            "The lab cannot keep this photo: The disk is full. Make room on it, and try again.",
            await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)
        );
    }

    private sealed class FullStore : IArtifactStore
    {
        public string Put(ReadOnlySpan<byte> content, string extension) => throw new NotSupportedException();

        public async Task<string> PutAsync(Func<Stream, Task> write, string extension)
        {
            await using FileStream full = new("/dev/full", FileMode.Open, FileAccess.Write);
            await write(full);
            await full.FlushAsync();
            return "";
        }

        public bool Has(string name) => false;

        public Stream? Open(string name) => null;

        public void Remove(string name) { }
    }
}
