using System.Net;
using Microsoft.AspNetCore.Builder;
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
}
