using System.Globalization;
using System.Text.Json;

namespace WhiteBoxLab;

/// <summary>Reads and writes <c>preprocessing.json</c>. What it says is read or refused with a sentence, never passed over.</summary>
internal static class PreprocessingJson
{
    private const int LargestSide = 16_384;

    private static readonly string[] Known =
    [
        "size",
        "crop",
        "crop_pct",
        "fill",
        "resize",
        "interpolation",
        "colour",
        "color",
        "mean",
        "std",
        "formula",
    ];

    /// <summary>Reads a file's text for a network of so many channels; where it says no colour, one channel is grey.</summary>
    public static Preprocessing Parse(string json, long channels)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json, new() { AllowDuplicateProperties = false });
            return Read(document.RootElement, channels);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new ArgumentException($"preprocessing.json is not what it should be: {error.Message}", error);
        }
    }

    public static string Write(Preprocessing p) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $$"""
            {
             "size": [{{p.Height}}, {{p.Width}}],
             "crop": "{{PreprocessingWords.Crop(p)}}",
             "fill": [{{p.Fill.Red:R}}, {{p.Fill.Green:R}}, {{p.Fill.Blue:R}}],
             "resize": "{{PreprocessingWords.Resize(p.Interpolation)}}",
             "colour": "{{PreprocessingWords.Colour(p.Colour)}}",
             "mean": {{InOrder(p, p.Mean)}},
             "std": {{InOrder(p, p.Std)}},
             "formula": "{{PreprocessingWords.Bytes}}"
            }

            """
        );

    /// <summary>The same in a line for people.</summary>
    public static string Line(Preprocessing p) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Kebab.Of(p.Fit)}{Part(p)}"
                + $" to {p.Height} x {p.Width}, {Kebab.Of(p.Interpolation)}, {PreprocessingWords.Colour(p.Colour)}, "
                + $"{PreprocessingWords.Bytes}: bytes from 0 to 255, mean {InOrder(p, p.Mean)}, std {InOrder(p, p.Std)}"
        );

    private static Preprocessing Read(JsonElement root, long channels)
    {
        if (root.EnumerateObject().Select(one => one.Name).FirstOrDefault(name => !Known.Contains(name)) is { } unknown)
            throw new ArgumentException(
                $"preprocessing.json has '{unknown}', which is not known here. Known are {string.Join(", ", Known)}."
            );
        double[] size = Numbers(root, "size", 2);
        if (size.Any(s => s is < 1 or > LargestSide || s != Math.Floor(s)))
            throw new ArgumentException(
                $"preprocessing.json has the size [{string.Join(", ", size)}]; both sides are whole numbers from 1 to {LargestSide}."
            );
        ColourOrder colour = PreprocessingWords.ColourOf(Text(root, "colour", "color"), channels);
        double[] mean = OfChannels(root, "mean", colour),
            std = OfChannels(root, "std", colour);
        if (std.Any(s => s == 0 || !double.IsFinite(s)))
            throw new ArgumentException("preprocessing.json divides by a std of 0; every std is another number.");
        double unit = PreprocessingWords.UnitOf(Text(root, "formula"), mean, std);
        Preprocessing p = Shaped(root, new Preprocessing((int)size[0], (int)size[1]));
        return p with { Colour = colour, Mean = Colours(mean, colour).Times(unit), Std = Colours(std, colour).Times(unit) };
    }

    /// <summary>With what is said of its shape: which part, how it is resized, what lies beside it.</summary>
    private static Preprocessing Shaped(JsonElement root, Preprocessing p)
    {
        string? crop = Text(root, "crop"),
            resize = Text(root, "resize"),
            interpolation = Text(root, "interpolation");
        (int numerator, int denominator) = PreprocessingWords.FractionOf(
            crop,
            root.TryGetProperty("crop_pct", out JsonElement part) ? part.GetDouble() : null
        );
        PhotoFit fit = PreprocessingWords.FitOf(crop, resize);
        if (fit != PhotoFit.Centre && numerator < denominator)
            throw new ArgumentException(
                $"preprocessing.json keeps {numerator} / {denominator} of the photo and the whole of it ({Kebab.Of(fit)}). Say one of them."
            );
        return p with
        {
            CropNumerator = numerator,
            CropDenominator = denominator,
            Fit = fit,
            Interpolation = PreprocessingWords.InterpolationOf(resize, interpolation),
            Fill = root.TryGetProperty("fill", out _) ? FillOf(root, fit) : new(0, 0, 0),
        };
    }

    private static ChannelNumbers FillOf(JsonElement root, PhotoFit fit)
    {
        double[] fill = Numbers(root, "fill", 3);
        if (fill.Any(f => f is < 0 or > 255 || f != Math.Floor(f)))
            throw new ArgumentException(
                $"preprocessing.json fills with [{string.Join(", ", fill)}]; a byte is a whole number from 0 to 255."
            );
        return fit == PhotoFit.Letterbox || fill.All(f => f == 0)
            ? new ChannelNumbers(fill[0], fill[1], fill[2])
            : throw new ArgumentException(
                "preprocessing.json has 'fill', but no letterbox that it would fill. Write \"crop\": \"letterbox\", or leave it out."
            );
    }

    /// <summary>A number for each channel in the input's order; one number, or three equal ones, serve for all.</summary>
    private static double[] OfChannels(JsonElement root, string name, ColourOrder colour)
    {
        double[] numbers = Numbers(root, name, 3);
        return colour != ColourOrder.Grey || numbers.Distinct().Count() == 1
            ? numbers
            : throw new ArgumentException($"preprocessing.json has three different numbers in '{name}' for one channel of grey. Give one.");
    }

    private static ChannelNumbers Colours(double[] numbers, ColourOrder colour) =>
        colour == ColourOrder.Bgr ? new(numbers[2], numbers[1], numbers[0]) : new(numbers[0], numbers[1], numbers[2]);

    private static string InOrder(Preprocessing p, ChannelNumbers numbers) =>
        $"[{string.Join(", ", Enumerable.Range(0, p.Channels).Select(c => Shown(numbers[p.ColourOf(c)])))}]";

    private static string Shown(double number) => number.ToString("R", CultureInfo.InvariantCulture);

    // How much of the photo is left by the crop.
    private static string Part(Preprocessing p) =>
        p.Fit == PhotoFit.Centre && p.CropNumerator < p.CropDenominator
            ? string.Create(CultureInfo.InvariantCulture, $" {(double)p.CropNumerator / p.CropDenominator:0.####}")
            : "";

    private static double[] Numbers(JsonElement root, string name, int count)
    {
        _ = root.TryGetProperty(name, out JsonElement list);
        double[] numbers = list.ValueKind switch
        {
            JsonValueKind.Undefined => [],
            JsonValueKind.Number => [list.GetDouble()],
            _ => [.. list.EnumerateArray().Select(e => e.GetDouble())],
        };
        if (numbers is [var same] && count == 3)
            return [same, same, same];
        return numbers.Length == count
            ? numbers
            : throw new ArgumentException($"preprocessing.json needs '{name}' with {count} numbers; it has {numbers.Length}.");
    }

    private static string? Text(JsonElement root, string name, string? alias = null)
    {
        bool has = root.TryGetProperty(name, out JsonElement text),
            hasOther = root.TryGetProperty(alias ?? name, out JsonElement other);
        if (alias is not null && has && hasOther)
            throw new ArgumentException($"preprocessing.json has both '{name}' and '{alias}', which are the same. Leave one out.");
        if (has)
            return text.GetString();
        return hasOther ? other.GetString() : null;
    }
}
