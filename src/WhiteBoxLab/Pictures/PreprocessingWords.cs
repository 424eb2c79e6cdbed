using System.Globalization;
using System.Text.RegularExpressions;

namespace WhiteBoxLab;

/// <summary>The words of a <c>preprocessing.json</c>: each means something or is refused with those that do.</summary>
internal static partial class PreprocessingWords
{
    /// <summary>The formula for means and deviations of bytes.</summary>
    public const string Bytes = "(byte - mean) / std";

    private const string Fractions = "(byte / 255 - mean) / std";
    private const int MostParts = 1_000_000; // crop_pct in millionths

    public static string Crop(Preprocessing p) =>
        p.Fit switch
        {
            PhotoFit.Squeeze => "squeeze: the whole photo is squeezed to the size",
            PhotoFit.Letterbox => "letterbox: the whole photo keeps its proportions, the rest is filled",
            _ => string.Create(
                CultureInfo.InvariantCulture,
                $"centre square of side floor(min(width, height) * {p.CropNumerator} / {p.CropDenominator}), left = (width - "
                    + $"side) // 2, top = (height - side) // 2"
            ),
        };

    public static string Resize(Interpolation interpolation) =>
        interpolation == Interpolation.Bicubic
            ? "bicubic (a = -0.5, antialiased when shrinking: Pillow's BICUBIC), on bytes, result rounded to bytes"
            : "bilinear (antialiased when shrinking: Pillow's BILINEAR), on bytes, result rounded to bytes";

    public static string Colour(ColourOrder colour) => colour == ColourOrder.Grey ? "grey" : colour.ToString().ToUpperInvariant();

    /// <summary>The colours that a word means; where there is none, one channel is grey.</summary>
    public static ColourOrder ColourOf(string? word, long channels) =>
        word?.Trim().ToLowerInvariant() switch
        {
            null => channels == 1 ? ColourOrder.Grey : ColourOrder.Rgb,
            "rgb" => ColourOrder.Rgb,
            "bgr" => ColourOrder.Bgr,
            "l" or "grey" or "gray" or "greyscale" or "grayscale" => ColourOrder.Grey,
            _ => throw Unknown("colour", word, "RGB, BGR and grey"),
        };

    /// <summary>What is done with the photo's proportions, said under <c>crop</c> or <c>resize</c>; a central part where nothing is
    /// said.</summary>
    public static PhotoFit FitOf(string? crop, string? resize)
    {
        PhotoFit? one = crop is null
            ? null
            : Fit(crop) ?? throw Unknown("crop", crop, "centre (with \"* 224 / 256\" for a fraction), squeeze and letterbox");
        PhotoFit? other = resize is null ? null : Fit(resize);
        return one is null || other is null || one == other
            ? one ?? other ?? PhotoFit.Centre
            : throw new ArgumentException(
                $"preprocessing.json says {Kebab.Of(one)} under 'crop' and {Kebab.Of(other)} under 'resize'. Say one of them."
            );
    }

    /// <summary>The fraction of the side that is kept, in the words of <c>crop</c> or as the number <c>crop_pct</c>.</summary>
    public static (int Numerator, int Denominator) FractionOf(string? crop, double? percent)
    {
        Match match = FractionPattern().Match(crop ?? "");
        if (match.Success && percent is not null)
            throw new ArgumentException("preprocessing.json has a fraction both under 'crop' and as 'crop_pct'. Leave one out.");
        (int numerator, int denominator) = (match.Success, percent) switch
        {
            (true, _) => (Number(match.Groups[1]), Number(match.Groups[2])),
            (_, { } part) => ((int)Math.Round(Math.Clamp(part, -1, 2) * MostParts), MostParts),
            _ => (1, 1),
        };
        return numerator >= 1 && numerator <= denominator
            ? (numerator, denominator)
            : throw new ArgumentException(
                $"preprocessing.json keeps {percent?.ToString(CultureInfo.InvariantCulture) ?? $"{numerator} / {denominator}"} "
                    + $"of the photo's side; the fraction is above 0 and at most 1."
            );
    }

    public static Interpolation InterpolationOf(string? resize, string? interpolation)
    {
        if (resize is not null && interpolation is not null)
            throw new ArgumentException("preprocessing.json has both 'resize' and 'interpolation'. Leave one out.");
        if ((resize ?? interpolation) is not { } text)
            return Interpolation.Bicubic;
        bool isCubic = text.Contains("bicubic", StringComparison.OrdinalIgnoreCase),
            isLinear = text.Contains("bilinear", StringComparison.OrdinalIgnoreCase);
        if (PlainPattern().IsMatch(text) || isCubic == isLinear)
            throw Unknown(resize is null ? "interpolation" : "resize", text, "bicubic and bilinear, both antialiased when shrinking");
        return isCubic ? Interpolation.Bicubic : Interpolation.Bilinear;
    }

    /// <summary>What the numbers are times: 1 where they are those of bytes, 255 where they are those of numbers from 0 to 1.</summary>
    public static double UnitOf(string? formula, double[] mean, double[] std)
    {
        if (formula is null)
            return UnitOf(mean, std);
        Match match = FormulaPattern().Match(formula);
        return (match.Success, match.Groups["divided"].Success, match.Groups["one"].Success) switch
        {
            (true, false, false) => 1,
            (true, true, false) or (true, false, true) => 255, // divided here, or from 0 to 1 before
            _ => throw Unknown("formula", formula, $"\"{Bytes}\" and \"{Fractions}\""),
        };
    }

    private static double UnitOf(double[] mean, double[] std)
    {
        if (mean.Concat(std).All(n => Math.Abs(n) <= 1))
            return 255;
        return std.All(s => Math.Abs(s) >= 1) && mean.All(m => m == 0 || Math.Abs(m) > 1)
            ? 1
            : throw new ArgumentException(
                $"preprocessing.json has means [{string.Join(", ", mean)}] and deviations [{string.Join(", ", std)}] of one "
                    + $"kind each. Write \"formula\": \"{Bytes}\" or \"{Fractions}\"."
            );
    }

    private static PhotoFit? Fit(string words) =>
        words switch
        {
            _ when LetterboxPattern().IsMatch(words) => PhotoFit.Letterbox,
            _ when SqueezePattern().IsMatch(words) => PhotoFit.Squeeze,
            _ when CentrePattern().IsMatch(words) || FractionPattern().IsMatch(words) => PhotoFit.Centre,
            _ => null,
        };

    private static int Number(Group group) => int.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    private static ArgumentException Unknown(string key, string value, string known) =>
        new($"preprocessing.json has the {key} '{value}', which is not known here. There are {known}.");

    [GeneratedRegex(@"\*\s*(\d{1,6})\s*/\s*(\d{1,6})")]
    private static partial Regex FractionPattern();

    [GeneratedRegex(@"letter-?\s?box", RegexOptions.IgnoreCase)]
    private static partial Regex LetterboxPattern();

    [GeneratedRegex(@"^\s*none\b|\b(squeez|squash|stretch)", RegexOptions.IgnoreCase)]
    private static partial Regex SqueezePattern();

    [GeneratedRegex(@"\bcent(re|er)", RegexOptions.IgnoreCase)]
    private static partial Regex CentrePattern();

    [GeneratedRegex(@"(without|not|no)\s+antialias|antialias\w*\s*[:=]?\s*(false|off|no)\b", RegexOptions.IgnoreCase)]
    private static partial Regex PlainPattern();

    [GeneratedRegex(
        @"^\s*\(\s*\w+\s*(?<divided>/\s*255(\.0*)?\s*)?-\s*mean\s*\)\s*/\s*std\s*"
            + @"([,;.:]?\s*\(?\w*\s*(from|in)\s+0\s+to\s+(255|(?<one>1))\)?\.?\s*)?$",
        RegexOptions.IgnoreCase
    )]
    private static partial Regex FormulaPattern();
}
