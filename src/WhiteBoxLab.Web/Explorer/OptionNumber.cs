using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text.Json.Nodes;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Web.Explorer;

/// <summary>Reads numbers that somebody typed for an option.</summary>
public static class OptionNumber
{
    /// <summary>Reads it.</summary>
    /// <param name="option">The option.</param>
    /// <param name="text">What was typed; a comma may stand for the point.</param>
    /// <param name="value">The number.</param>
    /// <param name="problem">What is wrong with it, in a sentence.</param>
    /// <returns>Whether it is a number the option allows.</returns>
    public static bool Parse(
        OptionCard option,
        string text,
        [NotNullWhen(true)] out JsonNode? value,
        [NotNullWhen(false)] out string? problem
    )
    {
        value = null;
        bool whole = option.Type == "integer";
        if (
            !double.TryParse(
                text.Trim().Replace(',', '.').Replace('−', '-'),
                NumberStyles.Float,
                CultureInfo.InvariantCulture,
                out double number
            )
            || !double.IsFinite(number)
            || (whole && number != Math.Floor(number))
        )
            problem = whole ? "A whole number is needed." : "A number is needed.";
        else if (number < option.Minimum || number > option.Maximum)
            problem = option switch
            {
                { Maximum: null } => $"{Show(option.Minimum)} or more.",
                { Minimum: null } => $"{Show(option.Maximum)} or less.",
                _ => $"{Show(option.Minimum)} to {Show(option.Maximum)}.",
            };
        else
        {
            value = whole ? JsonValue.Create((long)number) : JsonValue.Create(number);
            problem = null;
            return true;
        }
        return false;
    }

    /// <summary>Reads a list of numbers that somebody typed: separated by commas, semicolons or blanks.</summary>
    /// <param name="text">What was typed.</param>
    /// <param name="value">The numbers.</param>
    /// <returns>What is wrong with it, in a sentence; null where nothing is.</returns>
    public static string? ParseList(string text, out JsonNode? value)
    {
        JsonArray numbers = [];
        value = numbers;
        foreach (string part in text.Trim('[', ']', ' ').Split([',', ';', ' ', '\n'], StringSplitOptions.RemoveEmptyEntries))
        {
            if (
                !double.TryParse(part.Replace('−', '-'), NumberStyles.Float, CultureInfo.InvariantCulture, out double number)
                || !double.IsFinite(number)
            )
                return $"'{part}' is no number. Write numbers separated by commas, such as -2.1, -2, -1.8.";
            numbers.Add(number);
        }
        return numbers.Count == 0 ? "Write numbers separated by commas, or nothing for the default." : null;
    }

    private static string Show(double? number) => number?.ToString("G6", CultureInfo.InvariantCulture) ?? "";
}
