using SkiaSharp;

namespace WhiteBoxLab;

/// <summary>Turns a photo upright as its EXIF says.</summary>
internal static class Orientation
{
    public static Photo Upright(byte[] rgb, int width, int height, SKEncodedOrigin origin, string name)
    {
        if (origin == SKEncodedOrigin.TopLeft)
            return new Photo(rgb, width, height, name);

        bool lies = origin >= SKEncodedOrigin.LeftTop;
        (int newWidth, int newHeight) = lies ? (height, width) : (width, height);
        byte[] turned = GC.AllocateUninitializedArray<byte>(rgb.Length);
        for (int y = 0, to = 0; y < newHeight; y++)
        {
            (int from, int step) = Row(y, width, height, origin);
            for (int x = 0; x < newWidth; x++, from += step, to += 3)
                (turned[to], turned[to + 1], turned[to + 2]) = (rgb[from], rgb[from + 1], rgb[from + 2]);
        }
        return new Photo(turned, newWidth, newHeight, name);
    }

    /// <summary>Where an upright row begins among the stored bytes, and how far its pixels lie apart.</summary>
    private static (int From, int Step) Row(int y, int width, int height, SKEncodedOrigin origin)
    {
        int At(int row, int column) => 3 * (row * width + column);
        return origin switch
        {
            SKEncodedOrigin.TopRight => (At(y, width - 1), -3),
            SKEncodedOrigin.BottomRight => (At(height - 1 - y, width - 1), -3),
            SKEncodedOrigin.BottomLeft => (At(height - 1 - y, 0), 3),
            SKEncodedOrigin.LeftTop => (At(0, y), 3 * width),
            SKEncodedOrigin.RightTop => (At(height - 1, y), -3 * width),
            SKEncodedOrigin.RightBottom => (At(height - 1, width - 1 - y), -3 * width),
            SKEncodedOrigin.LeftBottom => (At(0, width - 1 - y), 3 * width),
            _ => (At(y, 0), 3),
        };
    }
}
