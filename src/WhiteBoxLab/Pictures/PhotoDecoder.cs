using System.Globalization;
using System.Runtime.InteropServices;
using SkiaSharp;

namespace WhiteBoxLab;

/// <summary>Turns a file's bytes into upright RGB rows. Sizes are held against the limit before anything is decoded.</summary>
internal static class PhotoDecoder
{
    public static Photo Decode(ReadOnlySpan<byte> bytes, string name)
    {
        if (bytes.IsEmpty)
            throw new PhotoException("This file is empty. JPEG, PNG, WebP and GIF work.");
        if (!PictureKind.CanRead(bytes))
            throw Unreadable(PictureKind.Of(bytes));

        RefuseLarge(PictureKind.PngSize(bytes));
        using SKData data = SKData.CreateCopy(bytes);
        using SKCodec codec = SKCodec.Create(data) ?? throw Unreadable("its first bytes are cut or damaged");
        RefuseLarge((codec.Info.Width, codec.Info.Height));
        SKEncodedOrigin origin = PictureKind.IsPng(bytes) ? PngExif.OriginOf(bytes) : codec.EncodedOrigin;
        return Orientation.Upright(Read(codec), codec.Info.Width, codec.Info.Height, origin, name);
    }

    private static void RefuseLarge((long Width, long Height) size)
    {
        if (size.Width * size.Height <= Photo.MostPixels)
            return;
        double mega = Math.Max(size.Width * (double)size.Height / 1e6, Photo.MostPixels / 1e6 + 0.1);
        string count = mega < 100 ? mega.ToString("0.#", CultureInfo.InvariantCulture) : mega.ToString("0", CultureInfo.InvariantCulture);
        throw new PhotoException($"The photo has {count} megapixels; {Photo.MostPixels / 1_000_000} is the limit. Choose a smaller one.");
    }

    private static unsafe byte[] Read(SKCodec codec)
    {
        // Without a colour space Skia leaves the bytes alone; unpremultiplied, it keeps the colours under transparency.
        SKImageInfo info = new(
            codec.Info.Width,
            codec.Info.Height,
            SKColorType.Rgba8888,
            codec.Info.AlphaType == SKAlphaType.Opaque ? SKAlphaType.Opaque : SKAlphaType.Unpremul,
            null
        );
        long pixels = (long)info.Width * info.Height;
        void* rgba = NativeMemory.AllocZeroed((nuint)pixels, 4);
        try
        {
            SKCodecResult result = codec.GetPixels(info, (IntPtr)rgba);
            if (result != SKCodecResult.Success)
                throw Damaged(result);
            byte[] rgb = GC.AllocateUninitializedArray<byte>((int)(3 * pixels));
            DropAlpha((byte*)rgba, rgb);
            return rgb;
        }
        finally
        {
            NativeMemory.Free(rgba);
        }
    }

    private static unsafe void DropAlpha(byte* rgba, Span<byte> rgb)
    {
        for (int i = 0; i < rgb.Length; i += 3, rgba += 4)
        {
            rgb[i] = rgba[0];
            rgb[i + 1] = rgba[1];
            rgb[i + 2] = rgba[2];
        }
    }

    private static PhotoException Unreadable(string why) =>
        new($"This file is not a picture we can read ({why}). JPEG, PNG, WebP and GIF work.");

    private static PhotoException Damaged(SKCodecResult result) =>
        result == SKCodecResult.IncompleteInput
            ? new PhotoException("The photo is cut off: its file ends before the last row. Send the whole file again.")
            : new PhotoException("The photo's file is damaged and cannot be decoded. Save it again, or choose another one.");
}
