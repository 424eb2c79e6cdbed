using System.Globalization;

namespace WhiteBoxLab;

/// <summary>Numbers as the lab prints them: three significant digits and a true minus.</summary>
internal static class ReadOut
{
    public static string Of(double value)
    {
        if (!double.IsFinite(value))
            return "–";
        if (value == 0)
            return "0";
        double size = Math.Abs(value);
        string text = size is < 1e-3 or >= 1e5 ? Scientific(size) : Fixed(size);
        return value < 0 ? "−" + text : text;
    }

    /// <summary>Passes, seconds and the layer's size, as below a map.</summary>
    public static string Cost(double forwards, double backwards, double seconds) =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"{Passes(forwards, "F")}{(forwards > 0 && backwards > 0 ? " + " : "")}{Passes(backwards, "B")}   {Seconds(seconds)} s"
        );

    private static string Scientific(double size) =>
        size.ToString("0.00e-0", CultureInfo.InvariantCulture).Replace("e-", "e−", StringComparison.Ordinal);

    private static string Fixed(double size)
    {
        int decimals = Math.Clamp(2 - (int)Math.Floor(Math.Log10(size)), 0, 6);
        return size.ToString("F" + decimals, CultureInfo.InvariantCulture);
    }

    private static string Passes(double count, string what) =>
        count > 0 ? count.ToString("0.##", CultureInfo.InvariantCulture) + " " + what : "";

    private static string Seconds(double seconds) =>
        seconds.ToString(
            seconds switch
            {
                < 10 => "F2",
                < 100 => "F1",
                _ => "F0",
            },
            CultureInfo.InvariantCulture
        );
}
