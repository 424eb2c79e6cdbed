using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace WhiteBoxLab;

/// <summary>Reads and writes <c>preprocessing.json</c>.</summary>
internal static partial class PreprocessingJson
{
    private const int LargestSide = 16_384;

    public static Preprocessing Parse(string json)
    {
        try
        {
            using JsonDocument document = JsonDocument.Parse(json);
            return Read(document.RootElement);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new ArgumentException($"preprocessing.json is not what it should be: {error.Message}", error);
        }
    }

    public static string Write(Preprocessing p) => string.Create(CultureInfo.InvariantCulture, $$"""
        {
         "size": [{{p.Height}}, {{p.Width}}],
         "crop": "centre square of side floor(min(width, height) * {{p.CropNumerator}} / {{p.CropDenominator}}), left = (width - side) // 2, top = (height - side) // 2",
         "resize": "bicubic (a = -0.5, antialiased when shrinking: Pillow's BICUBIC), on bytes, result rounded to bytes",
         "colour": "RGB",
         "mean": [{{p.Mean.Red:R}}, {{p.Mean.Green:R}}, {{p.Mean.Blue:R}}],
         "std": [{{p.Std.Red:R}}, {{p.Std.Green:R}}, {{p.Std.Blue:R}}],
         "formula": "(byte - mean) / std"
        }

        """);

    private static Preprocessing Read(JsonElement root)
    {
        double[] size = Numbers(root, "size", 2), mean = Numbers(root, "mean", 3), std = Numbers(root, "std", 3);
        if (size.Any(s => s is < 1 or > LargestSide || s != Math.Floor(s)))
            throw new ArgumentException($"preprocessing.json has the size [{string.Join(", ", size)}]; both sides are whole numbers from 1 to {LargestSide}.");
        if (std.Any(s => s == 0 || !double.IsFinite(s)))
            throw new ArgumentException("preprocessing.json divides by a std of 0; every std is another number.");

        (int numerator, int denominator) = Fraction(Text(root, "crop"));
        double unit = Text(root, "formula").Contains("255", StringComparison.Ordinal) ? 255 : 1;
        return new Preprocessing((int)size[0], (int)size[1])
        {
            CropNumerator = numerator,
            CropDenominator = denominator,
            Mean = new ChannelNumbers(mean[0], mean[1], mean[2]).Times(unit),
            Std = new ChannelNumbers(std[0], std[1], std[2]).Times(unit),
        };
    }

    private static double[] Numbers(JsonElement root, string name, int count)
    {
        double[] numbers = root.TryGetProperty(name, out JsonElement list) ? [.. list.EnumerateArray().Select(e => e.GetDouble())] : [];
        return numbers.Length == count ? numbers : throw new ArgumentException($"preprocessing.json needs '{name}' with {count} numbers; it has {numbers.Length}.");
    }

    private static string Text(JsonElement root, string name) => root.TryGetProperty(name, out JsonElement text) ? text.GetString() ?? "" : "";

    private static (int, int) Fraction(string crop)
    {
        Match match = FractionPattern().Match(crop);
        if (!match.Success)
            return (1, 1);
        (int numerator, int denominator) = (int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture), int.Parse(match.Groups[2].ValueSpan, CultureInfo.InvariantCulture));
        return numerator >= 1 && numerator <= denominator
            ? (numerator, denominator)
            : throw new ArgumentException($"preprocessing.json keeps {numerator} / {denominator} of the photo's side; the fraction is above 0 and at most 1.");
    }

    [GeneratedRegex(@"\*\s*(\d{1,6})\s*/\s*(\d{1,6})")]
    private static partial Regex FractionPattern();
}
