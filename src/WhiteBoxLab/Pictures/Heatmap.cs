namespace WhiteBoxLab;

/// <summary>
/// A picture of an attribution over its photo. Painted once; the numbers it was painted from stay those of the attribution.
/// </summary>
/// <remarks>
/// Channels are summed; the map is enlarged by bilinear interpolation between pixel centres, as the browser's viewer does.
/// </remarks>
public sealed class Heatmap
{
    private readonly MapValues values;
    private readonly Photo? seen;
    private readonly (int Height, int Width) inputSize;
    private readonly bool signedMethod;
    private byte[]? pixels;

    private Heatmap(MapValues values, Photo? seen, (int Height, int Width) inputSize, bool signedMethod, HeatmapOptions options)
    {
        (this.values, this.seen, this.inputSize, this.signedMethod, Options) = (values, seen, inputSize, signedMethod, options);
        Limit = options.Limit ?? values.LimitAt(options.Clip);
        Signed = options.Sign == HeatmapSign.Signed || (options.Sign == HeatmapSign.Auto && signedMethod);
    }

    /// <summary>How it was painted.</summary>
    public HeatmapOptions Options { get; }

    /// <summary>The value that gets the last colour, in the attribution's unit; 0 for a map of nothing but zeros.</summary>
    public double Limit { get; }

    /// <summary>Whether zero lies in the middle of the scale.</summary>
    public bool Signed { get; }

    /// <summary>Pixels in a row.</summary>
    public int Width => inputSize.Width * Options.Scale;

    /// <summary>Rows.</summary>
    public int Height => inputSize.Height * Options.Scale;

    /// <summary>What a figure writes above it. Defaults to nothing.</summary>
    public string Title { get; private init; } = "";

    /// <summary>What a figure writes above it on the right: the class. Defaults to nothing.</summary>
    public string Label { get; private init; } = "";

    /// <summary>What a figure writes below it: passes, seconds, layer. Defaults to nothing.</summary>
    public string Note { get; private init; } = "";

    /// <summary>The bytes: row by row, three bytes a pixel, red first.</summary>
    public ReadOnlySpan<byte> Pixels => pixels ??= Painted();

    /// <summary>Paints the map of a photo, over what the network saw of it.</summary>
    /// <param name="map">The attribution; stays the caller's. One made from a tensor has no photo and is painted on black.</param>
    /// <param name="index">The photo's place in the batch. Defaults to the first.</param>
    /// <param name="options">How. Defaults to inferno over the photo in grey, or blue and orange for a method whose values below zero mean
    /// something (for a map of a layer, only if there are any).</param>
    /// <returns>As large as the network's input, times <see cref="HeatmapOptions.Scale"/>; with the method, the class and the cost for a
    /// figure.</returns>
    /// <exception cref="ArgumentOutOfRangeException">The batch has no photo of that index.</exception>
    public static Heatmap Paint(Attribution map, int index = 0, HeatmapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(map);
        if (index < 0 || index >= map.Targets.Count)
            throw new ArgumentOutOfRangeException(nameof(index), index, $"The attribution has the maps 0 to {map.Targets.Count - 1}.");
        float[] numbers = map.Map(index);
        MapValues values = new(numbers, map.Height, map.Width);
        // a coarse map of a layer with nothing against gets the whole sequential scale
        bool signed = map.Signed && (map.Layer is null || Negative(numbers));
        return new Heatmap(values, map.Photo, map.InputSize, signed, options ?? new HeatmapOptions()).Named(
            map.Card.Name,
            map.LabelOf(index),
            $"{ReadOut.Cost(map.Forwards, map.Backwards, map.Seconds)}   {map.Layer ?? "input"} · {map.Height}×{map.Width}"
        );
    }

    /// <summary>Paints a map.</summary>
    /// <param name="map">[H', W'], [C, H', W'] or [1, C, H', W']; channels are summed; stays the caller's.</param>
    /// <param name="seen">What the network saw (<see cref="Photo.Crop"/>): the heatmap has its size. Defaults to none: black ground, at the
    /// map's own size.</param>
    /// <param name="options">How. Defaults to inferno over the photo in grey; signed when there are values below zero.</param>
    /// <exception cref="ArgumentException">The tensor is not a single map.</exception>
    public static Heatmap Paint(torch.Tensor map, Photo? seen = null, HeatmapOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(map);
        if (map.shape is not ([_, _] or [_, _, _] or [1, _, _, _]))
            throw new ArgumentException(
                $"A heatmap is painted from [H', W'], [C, H', W'] or [1, C, H', W']; this is [{string.Join(", ", map.shape)}]. "
                    + $"Choose one map of the batch.",
                nameof(map)
            );
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Tensor summed = map.detach().reshape([-1, map.shape[^2], map.shape[^1]]).sum([0L]).to(torch.float32).cpu().contiguous();
        return Paint(summed.data<float>().ToArray(), (int)summed.shape[0], (int)summed.shape[1], seen, options);
    }

    /// <summary>Paints a map.</summary>
    /// <param name="values">Row by row; what is no number counts as 0.</param>
    /// <param name="height">Rows of the map.</param>
    /// <param name="width">Columns of the map.</param>
    /// <param name="seen">What the network saw: the heatmap has its size. Defaults to none: black ground, at the map's own size.</param>
    /// <param name="options">How. Defaults to inferno over the photo in grey; signed when there are values below zero.</param>
    /// <exception cref="ArgumentException">The values are not height * width.</exception>
    public static Heatmap Paint(ReadOnlySpan<float> values, int height, int width, Photo? seen = null, HeatmapOptions? options = null) =>
        new(
            new MapValues(values, height, width),
            seen,
            seen is null ? (height, width) : (seen.Height, seen.Width),
            Negative(values),
            options ?? new HeatmapOptions()
        );

    /// <summary>The heatmap as a PNG file without loss.</summary>
    public byte[] EncodePng() => Png.Encode(Pixels, Width, Height);

    /// <summary>The same map painted in another way.</summary>
    /// <param name="options">How.</param>
    public Heatmap With(HeatmapOptions options) =>
        new(values, seen, inputSize, signedMethod, options)
        {
            Title = Title,
            Label = Label,
            Note = Note,
        };

    /// <summary>The same heatmap with what a figure writes around it.</summary>
    /// <param name="title">Above, on the left.</param>
    /// <param name="label">Above, on the right.</param>
    /// <param name="note">Below.</param>
    public Heatmap Named(string title, string label = "", string note = "") =>
        new(values, seen, inputSize, signedMethod, Options)
        {
            Title = title,
            Label = label,
            Note = note,
            pixels = pixels,
        };

    /// <summary>Title and size.</summary>
    public override string ToString() => $"{(Title == "" ? "Heatmap" : Title)}, {Width} x {Height}";

    /// <summary>The colours of this map's values.</summary>
    internal ColourTable Colours() => new(Options.Colours, Signed, Options.Sign == HeatmapSign.Absolute, Limit);

    private static bool Negative(ReadOnlySpan<float> values)
    {
        foreach (float value in values)
        {
            if (value < 0)
                return true;
        }
        return false;
    }

    private byte[] Painted()
    {
        byte[] picture = Ground.Of(seen, Width, Height, Options.Ground);
        ColourTable colours = Colours();
        float[] enlarged = values.At(Height, Width);
        for (int i = 0; i < enlarged.Length; i++)
        {
            (double red, double green, double blue, double alpha) = colours[enlarged[i]];
            alpha *= Options.Opacity;
            picture[3 * i] = Mixed(picture[3 * i], red, alpha);
            picture[3 * i + 1] = Mixed(picture[3 * i + 1], green, alpha);
            picture[3 * i + 2] = Mixed(picture[3 * i + 2], blue, alpha);
        }
        return picture;
    }

    private static byte Mixed(byte below, double above, double alpha) => (byte)(below + (above - below) * alpha + 0.5);
}
