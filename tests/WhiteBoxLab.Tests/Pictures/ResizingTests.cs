using Xunit;

namespace WhiteBoxLab.Tests;

public sealed class ResizingTests
{
    [Theory]
    [InlineData(37, 23, 11, 7)]
    [InlineData(37, 23, 90, 61)]
    [InlineData(300, 5, 7, 64)]
    [InlineData(1, 1, 9, 9)]
    [InlineData(513, 257, 224, 224)]
    public void The_vectorised_result_is_the_plain_sum(int width, int height, int newWidth, int newHeight)
    {
        byte[] pixels = new byte[3 * width * height];
        new Random(width).NextBytes(pixels);

        Photo resized = Photo.FromPixels(pixels, width, height, "noise").Resize(newWidth, newHeight);

        byte[] narrow = Plain(pixels, width, height, newWidth, alongRows: true);
        Assert.Equal(Plain(narrow, newWidth, height, newHeight, alongRows: false), resized.Pixels.ToArray());
    }

    [Fact]
    public void A_flat_photo_stays_flat()
    {
        byte[] pixels = new byte[3 * 50 * 40];
        Array.Fill(pixels, (byte)201);

        Photo resized = Photo.FromPixels(pixels, 50, 40, "flat").Resize(13, 77);

        Assert.All(resized.Pixels.ToArray(), b => Assert.Equal(201, b));
    }

    [Fact]
    public void A_size_of_nothing_is_refused()
    {
        Photo photo = Photo.FromPixels(new byte[3], 1, 1, "dot");

        Assert.Throws<ArgumentOutOfRangeException>(() => photo.Resize(0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => photo.Resize(40_000, 40_000));
        Assert.Throws<ArgumentException>(() => Photo.FromPixels(new byte[5], 1, 1, "dot"));
    }

    private static byte[] Plain(byte[] rgb, int width, int height, int size, bool alongRows)
    {
        (int from, int newWidth, int newHeight) = alongRows ? (width, size, height) : (height, width, size);
        List<(int At, int Weight)>[] taps = Weights(from, size);
        byte[] result = new byte[3 * newWidth * newHeight];
        for (int y = 0; y < newHeight; y++)
        {
            for (int x = 0; x < newWidth; x++)
            {
                for (int c = 0; c < 3; c++)
                {
                    int sum = 1 << 21;
                    foreach ((int at, int weight) in taps[alongRows ? x : y])
                        sum += weight * rgb[3 * (alongRows ? y * width + at : at * width + x) + c];
                    result[3 * (y * newWidth + x) + c] = (byte)Math.Clamp(sum >> 22, 0, 255);
                }
            }
        }
        return result;
    }

    private static List<(int At, int Weight)>[] Weights(int from, int to)
    {
        double scale = from / (double)to,
            wide = Math.Max(1, scale);
        return
        [
            .. Enumerable
                .Range(0, to)
                .Select(i =>
                {
                    double centre = (i + 0.5) * scale;
                    List<int> range = Enumerable
                        .Range(0, from)
                        .Where(p => p >= (int)Math.Max(0, centre - 2 * wide + 0.5) && p < (int)(centre + 2 * wide + 0.5))
                        .ToList();
                    double sum = range.Sum(p => Kernel((p + 0.5 - centre) / wide));
                    return range
                        .Select(p => (p, (int)Math.Round(Kernel((p + 0.5 - centre) / wide) / sum * 4194304, MidpointRounding.AwayFromZero)))
                        .ToList();
                }),
        ];
    }

    private static double Kernel(double x) =>
        Math.Abs(x) switch
        {
            < 1 => 1.5 * Math.Pow(Math.Abs(x), 3) - 2.5 * x * x + 1,
            < 2 => -0.5 * Math.Pow(Math.Abs(x), 3) + 2.5 * x * x - 4 * Math.Abs(x) + 2,
            _ => 0,
        };
}
