using SkiaSharp;
using WhiteBoxLab.Protocol;
using Xunit;

namespace WhiteBoxLab.Kernel.Tests;

public sealed class ThumbnailTests(ServedKernel kernel) : IClassFixture<ServedKernel>
{
    [Theory]
    [InlineData(1200, 800)]
    [InlineData(30, 900)]
    [InlineData(1, 1)]
    public async Task A_picture_is_made_a_small_square_of_some_kilobytes(int width, int height)
    {
        Answer answer = await MakeAsync(Noise(width, height), 112);

        string name = Assert.Single(answer.Events.OfType<ThumbnailMade>()).Thumbnail;
        byte[] small = await File.ReadAllBytesAsync(kernel.Artifacts.PathOf(name)!, TestContext.Current.CancellationToken);
        using SKBitmap shown = SKBitmap.Decode(small);
        Assert.Equal((112, 112), (shown.Width, shown.Height));
        Assert.InRange(small.Length, 30, 12_000);
    }

    [Fact]
    public async Task It_is_the_middle_of_the_picture_and_what_is_clear_stays_clear()
    {
        using SKBitmap wide = new(300, 100, SKColorType.Rgba8888, SKAlphaType.Premul);
        wide.Erase(SKColors.Transparent);
        using (SKCanvas canvas = new(wide))
            canvas.DrawRect(100, 0, 50, 100, new SKPaint { Color = SKColors.Red });
        Answer answer = await MakeAsync(wide.Encode(SKEncodedImageFormat.Png, 100).ToArray(), 20);

        string name = Assert.Single(answer.Events.OfType<ThumbnailMade>()).Thumbnail;
        using SKBitmap shown = SKBitmap.Decode(kernel.Artifacts.PathOf(name)!);
        Assert.InRange(shown.GetPixel(4, 10).Red, 240, 255);
        Assert.Equal((255, 0), (shown.GetPixel(4, 10).Alpha, shown.GetPixel(16, 10).Alpha));
    }

    [Theory]
    [InlineData("no picture at all")]
    [InlineData("\u0089PNG\r\n\u001a\n")]
    [InlineData("")]
    public async Task What_is_no_picture_is_refused(string file)
    {
        Answer answer = await MakeAsync(System.Text.Encoding.Latin1.GetBytes(file), 112);

        Assert.Equal("This file is not a picture we can read. JPEG, PNG, WebP and GIF work.", answer.Result.Message);
    }

    private Task<Answer> MakeAsync(byte[] file, int side) => kernel.RunAsync(new MakeThumbnail(kernel.Artifacts.Put(file, "thumb"), side));

    private static byte[] Noise(int width, int height)
    {
        byte[] pixels = new byte[3 * width * height];
        new Random(1).NextBytes(pixels);
        return Photo.FromPixels(pixels, width, height, "noise").EncodePng();
    }
}
