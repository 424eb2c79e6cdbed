using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.SignalR;
using WhiteBoxLab.Web.Photos;

namespace WhiteBoxLab.Web.Tests;

public sealed class PhotoTests(Lab lab)
{
    [Fact]
    public async Task A_photo_is_kept_under_the_hash_of_its_content_and_served_again()
    {
        byte[] cat = await File.ReadAllBytesAsync(
            Repository.Path("wwwroot", "photos", "chelsea.png"),
            TestContext.Current.CancellationToken
        );

        string name = await TakenAsync(cat, "chelsea.png");

        using HttpClient client = lab.Client();
        HttpResponseMessage served = await client.GetAsync($"artifacts/{name}", TestContext.Current.CancellationToken);
        Assert.Equal(cat, await served.Content.ReadAsByteArrayAsync(TestContext.Current.CancellationToken));
        Assert.Contains("immutable", served.Headers.CacheControl!.ToString(), StringComparison.Ordinal);
        Assert.Equal(name, await TakenAsync(cat, "other.png"));
    }

    [Fact]
    public async Task An_empty_file_is_refused() =>
        Assert.Equal(
            "This file is empty. Choose another one.",
            await RefusedAsync(new ByteArrayContent([]), HttpStatusCode.UnprocessableEntity)
        );

    [Fact]
    public async Task A_file_of_60_MB_is_refused_also_when_it_does_not_say_so_beforehand()
    {
        string announced = await RefusedAsync(new ByteArrayContent(new byte[60 << 20]), HttpStatusCode.UnprocessableEntity);
        Assert.Equal("The file has 60 MB or more; 50 MB is the limit. Choose a smaller one.", announced);

        string streamed = await RefusedAsync(new StreamContent(new Endless(60 << 20)), HttpStatusCode.UnprocessableEntity);
        Assert.Equal("The file has 50 MB or more; 50 MB is the limit. Choose a smaller one.", streamed);
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(lab.Data, "artifacts"), "*.tmp"));
    }

    [Fact]
    public async Task A_foreign_page_cannot_send_a_photo_without_asking_first()
    {
        using HttpClient client = lab.Client();
        using ByteArrayContent content = new([1]);

        Assert.Equal(
            HttpStatusCode.BadRequest,
            (
                await client.PostAsync(new Uri("photos?name=x.png", UriKind.Relative), content, TestContext.Current.CancellationToken)
            ).StatusCode
        );
    }

    [Theory]
    [InlineData("text.png", "just some text")]
    [InlineData("half.jpg", null)]
    [InlineData("bomb.png", "bomb")]
    public async Task What_is_no_readable_picture_is_refused_with_a_sentence_and_the_kernel_lives(string name, string? content)
    {
        byte[] bytes = content switch
        {
            null => File.ReadAllBytes(Repository.Path("wwwroot", "photos", "china.jpg"))[..400],
            "bomb" => Bomb(),
            _ => System.Text.Encoding.UTF8.GetBytes(content),
        };
        string photo = await TakenAsync(bytes, name);
        await using HubClient client = await HubClient.ConnectAsync(lab.Address, messagePack: true);

        HubException refused = await Assert.ThrowsAsync<HubException>(() => client.AskAsync<string>("Classify", photo, null, 5));

        string sentence = refused.Message.Split("HubException: ", 2)[1]; // without it the hub keeps its reasons to itself
        Assert.EndsWith(".", sentence, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", sentence, StringComparison.Ordinal);
        Assert.Contains("tiger cat", await client.AskAsync<string>("Classify", "sample:chelsea", null, 1), StringComparison.Ordinal);
    }

    private async Task<string> TakenAsync(byte[] bytes, string name)
    {
        using HttpClient client = lab.Client();
        HttpResponseMessage answer = await client.SendAsync(
            Upload(new ByteArrayContent(bytes), name),
            TestContext.Current.CancellationToken
        );
        return JsonDocument
            .Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))
            .RootElement.GetProperty("name")
            .GetString()!;
    }

    private async Task<string> RefusedAsync(HttpContent content, HttpStatusCode status)
    {
        using HttpClient client = lab.Client();
        HttpResponseMessage answer = await client.SendAsync(Upload(content, "x.png"), TestContext.Current.CancellationToken);
        Assert.Equal(status, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
    }

    private static HttpRequestMessage Upload(HttpContent content, string name) =>
        new(HttpMethod.Post, $"photos?name={name}") { Content = content, Headers = { { PhotoEndpoints.OwnHeader, "1" } } };

    // A PNG whose header promises 20 000 x 10 000 pixels.
    private static byte[] Bomb()
    {
        byte[] png = File.ReadAllBytes(Repository.Path("wwwroot", "photos", "chelsea.png"));
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), 20_000);
        System.Buffers.Binary.BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), 10_000);
        System.Buffers.Binary.BinaryPrimitives.WriteUInt32BigEndian(png.AsSpan(29), Crc(png.AsSpan(12, 17)));
        return png;
    }

    private static uint Crc(ReadOnlySpan<byte> bytes)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in bytes)
        {
            crc ^= value;
            for (int bit = 0; bit < 8; bit++)
                crc = (crc & 1) == 1 ? (crc >> 1) ^ 0xEDB88320 : crc >> 1;
        }
        return ~crc;
    }

    private sealed class Endless(long length) : Stream
    {
        private long left = length;

        public override bool CanRead => true;

        public override bool CanSeek => false;

        public override bool CanWrite => false;

        public override long Length => throw new NotSupportedException();

        public override long Position
        {
            get => throw new NotSupportedException();
            set => throw new NotSupportedException();
        }

        public override int Read(byte[] buffer, int offset, int count)
        {
            int read = (int)Math.Min(left, count);
            left -= read;
            return read;
        }

        public override void Flush() { }

        public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

        public override void SetLength(long value) => throw new NotSupportedException();

        public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
    }
}
