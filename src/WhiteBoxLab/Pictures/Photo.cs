namespace WhiteBoxLab;

/// <summary>
/// A photograph as it was taken: rows of RGB bytes, upright. Never changes. A network's input is made from it with <see cref="ToInput"/>.
/// </summary>
public sealed class Photo
{
    /// <summary>The most pixels that a photo may have: 40 million. Larger ones are refused before they are decoded.</summary>
    public const int MostPixels = 40_000_000;

    private const long MostBytes = 200_000_000;
    private readonly byte[] pixels;

    internal Photo(byte[] pixels, int width, int height, string name) => (this.pixels, Width, Height, Name) = (pixels, width, height, name);

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>What it is called: its file name, or the name of a sample.</summary>
    public string Name { get; }

    /// <summary>The bytes: row by row, three bytes a pixel, red first; <c>Width * Height * 3</c> of them.</summary>
    public ReadOnlySpan<byte> Pixels => pixels;

    /// <summary>The names of the photos that come with the library.</summary>
    public static IReadOnlyList<string> Samples => SamplePhotos.Names;

    /// <summary>One of the photos that come with the library.</summary>
    /// <param name="name">As in <see cref="Samples"/>, for example <c>chelsea</c>.</param>
    /// <exception cref="ArgumentException">There is no sample of that name; the message lists them.</exception>
    public static Photo Sample(string name) => SamplePhotos.Open(name);

    /// <summary>
    /// Reads a file: JPEG (also CMYK), PNG (8 and 16 bit, grey, palette), WebP, each turned as its EXIF says, or the first frame of a GIF.
    /// </summary>
    /// <param name="path">The file.</param>
    /// <exception cref="PhotoException">There is no such file, it is no picture, it is cut off or damaged, or it has more than 40
    /// megapixels.</exception>
    public static Photo Open(string path)
    {
        if (!File.Exists(path))
            throw new PhotoException($"There is no file '{path}'.");
        if (new FileInfo(path).Length is var length and > MostBytes)
            throw new PhotoException(
                $"The file has {length / 1_000_000} MB; {MostBytes / 1_000_000} is the limit. Choose a smaller photo."
            );
        return Decode(File.ReadAllBytes(path), Path.GetFileName(path));
    }

    /// <summary>
    /// Reads a picture from its file's bytes. Bytes stay as the file has them: embedded colour profiles and gammas are not applied,
    /// transparency is dropped and the colours below it are kept, 16 bits become 8.
    /// </summary>
    /// <param name="bytes">The whole file.</param>
    /// <param name="name">What it is called.</param>
    /// <exception cref="PhotoException">It is no picture, it is cut off or damaged, or it has more than 40 megapixels.</exception>
    /// <remarks>
    /// Transparency, profiles and gamma as Pillow's <c>convert("RGB")</c> leaves them, so that a network sees what it saw in training.
    /// </remarks>
    public static Photo Decode(ReadOnlySpan<byte> bytes, string name) => PhotoDecoder.Decode(bytes, name);

    /// <summary>A photo made of given bytes.</summary>
    /// <param name="rgb">Row by row, three bytes a pixel, red first; copied.</param>
    /// <param name="width">Pixels in a row, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="name">What it is called.</param>
    /// <exception cref="ArgumentException">The bytes are not width * height * 3.</exception>
    public static Photo FromPixels(ReadOnlySpan<byte> rgb, int width, int height, string name)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        if (rgb.Length != (long)width * height * 3)
            throw new ArgumentException(
                $"A photo of {width} x {height} pixels has {(long)width * height * 3} bytes; these are {rgb.Length}.",
                nameof(rgb)
            );
        return new Photo(rgb.ToArray(), width, height, name);
    }

    /// <summary>The same photo at another size, by antialiased bicubic interpolation on bytes.</summary>
    /// <param name="width">Pixels in a row, 1 to 40 million.</param>
    /// <param name="height">Rows.</param>
    /// <exception cref="ArgumentOutOfRangeException">A side below 1, or more than 40 megapixels.</exception>
    /// <remarks>
    /// Keys' kernel with a = -0.5, widened when shrinking, two passes with rounding to bytes between and after, as Pillow's <c>BICUBIC</c>.
    /// </remarks>
    public Photo Resize(int width, int height)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan((long)width * height, MostPixels, nameof(width));
        return width == Width && height == Height ? this : Resized(new PixelArea(0, 0, Width, Height), width, height);
    }

    /// <summary>What a network sees of this photo: the central part, at the network's size.</summary>
    /// <param name="preprocessing">How the network wants its input.</param>
    public Photo Crop(Preprocessing preprocessing)
    {
        ArgumentNullException.ThrowIfNull(preprocessing);
        Photo photo = preprocessing.Colour == ColourOrder.Grey ? Grey() : this;
        PixelArea place = preprocessing.PlaceOf(Width, Height);
        Photo part = photo.Resized(preprocessing.AreaOf(Width, Height), place.Width, place.Height, preprocessing.Interpolation);
        return place.Width == preprocessing.Width && place.Height == preprocessing.Height ? part : part.Framed(place, preprocessing);
    }

    /// <summary>The input that a network gets for this photo.</summary>
    /// <param name="preprocessing">How the network wants its input.</param>
    /// <returns>[1, C, H, W], float32, its channels as the preprocessing says, normalised; the caller disposes it.</returns>
    public torch.Tensor ToInput(Preprocessing preprocessing)
    {
        Photo seen = Crop(preprocessing);
        float[] input = new float[preprocessing.Channels * seen.Width * seen.Height];
        for (int channel = 0; channel < preprocessing.Channels; channel++)
        {
            int colour = preprocessing.ColourOf(channel);
            float[] table = preprocessing.NormalisedBytes(channel);
            Span<float> plane = input.AsSpan(channel * seen.Width * seen.Height, seen.Width * seen.Height);
            for (int i = 0; i < plane.Length; i++)
                plane[i] = table[seen.pixels[3 * i + colour]];
        }
        return torch.tensor(input, [1, preprocessing.Channels, seen.Height, seen.Width]);
    }

    /// <summary>This photo as a PNG file without loss.</summary>
    public byte[] EncodePng() => Png.Encode(pixels, Width, Height);

    /// <summary>The name and the size.</summary>
    public override string ToString() => $"{Name}, {Width} x {Height}";

    private Photo Resized(PixelArea area, int width, int height, Interpolation interpolation = Interpolation.Bicubic) =>
        new(Resampler.Resize(pixels, Width, area, width, height, interpolation), width, height, Name);

    /// <summary>The same photo without colours: 0.299 red + 0.587 green + 0.114 blue in whole numbers, as Pillow's <c>L</c>.</summary>
    private Photo Grey()
    {
        byte[] grey = GC.AllocateUninitializedArray<byte>(pixels.Length);
        for (int i = 0; i < pixels.Length; i += 3)
            grey.AsSpan(i, 3).Fill((byte)(((19595 * pixels[i]) + (38470 * pixels[i + 1]) + (7471 * pixels[i + 2]) + 0x8000) >> 16));
        return new Photo(grey, Width, Height, Name);
    }

    /// <summary>This photo at its place in an input, with the colour of the letterbox around it.</summary>
    private Photo Framed(PixelArea place, Preprocessing preprocessing)
    {
        byte[] framed = GC.AllocateUninitializedArray<byte>(3 * preprocessing.Width * preprocessing.Height);
        for (int i = 0; i < framed.Length; i++)
            framed[i] = (byte)preprocessing.Fill[i % 3];
        for (int y = 0; y < Height; y++)
            pixels.AsSpan(3 * y * Width, 3 * Width).CopyTo(framed.AsSpan(3 * (((place.Top + y) * preprocessing.Width) + place.Left)));
        return new Photo(framed, preprocessing.Width, preprocessing.Height, Name);
    }
}
