using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;

namespace WhiteBoxLab.Protocol;

// Values of parameters: as C# writes them, and as people do.
internal static partial class ParameterLiteral
{
    private static readonly Dictionary<string, (BigInteger Least, BigInteger Most)> Whole = new()
    {
        ["int"] = (int.MinValue, int.MaxValue),
        ["long"] = (long.MinValue, long.MaxValue),
        ["short"] = (short.MinValue, short.MaxValue),
        ["sbyte"] = (sbyte.MinValue, sbyte.MaxValue),
        ["uint"] = (0, uint.MaxValue),
        ["ulong"] = (0, ulong.MaxValue),
        ["ushort"] = (0, ushort.MaxValue),
        ["byte"] = (0, byte.MaxValue),
    };

    public static (string Type, ParameterKind Kind) TypeOf(string declared, string? code)
    {
        string type = declared == "var" ? Inferred(code ?? "") : declared;
        return (
            type,
            type.TrimEnd('?') switch
            {
                "double" or "float" or "decimal" => ParameterKind.Number,
                "bool" => ParameterKind.Truth,
                "string" => ParameterKind.Text,
                var plain => Whole.ContainsKey(plain) ? ParameterKind.Whole : ParameterKind.Other,
            }
        );
    }

    // Null where the code is no literal of the kind.
    public static string? ValueOf(ParameterKind kind, string code) =>
        kind switch
        {
            ParameterKind.Whole when WholeLiteral().Match(code) is { Success: true } found => Integer(found)
                .ToString(CultureInfo.InvariantCulture),
            ParameterKind.Number when NumberLiteral().Match(code) is { Success: true } found => found.Groups["sign"].Value
                + found.Groups["digits"].Value.Replace("_", "", StringComparison.Ordinal),
            ParameterKind.Truth when code is "true" or "false" => code,
            ParameterKind.Text => Unquoted(code),
            _ => null,
        };

    public static string? ProblemOf(NotebookParameter parameter, string value)
    {
        bool empty = string.IsNullOrWhiteSpace(value);
        if (empty && parameter.Required)
            return $"The parameter {parameter.Name} is required. Give it a value.";
        if (empty && parameter.Type.EndsWith('?'))
            return null;
        if (!Fits(parameter, value))
            return $"The parameter {parameter.Name} is {WordsOf(parameter, value)}, and '{value}' is not.";
        return parameter.Choices.Count == 0 || parameter.Choices.Any(choice => AreSame(parameter.Kind, choice, value))
            ? null
            : $"The parameter {parameter.Name} is one of {string.Join(", ", parameter.Choices)}, and '{value}' is not.";
    }

    public static string CodeOf(NotebookParameter parameter, string value) =>
        parameter.Kind switch
        {
            _ when string.IsNullOrWhiteSpace(value) && parameter.Type.EndsWith('?') => "null",
            ParameterKind.Whole => Parse(value)!.Value.ToString(CultureInfo.InvariantCulture)
                + (
                    parameter.Inferred
                        ? parameter.Type switch
                        {
                            "long" => "L",
                            "uint" => "u",
                            "ulong" => "ul",
                            _ => "",
                        }
                        : ""
                ), // it fits
            ParameterKind.Number => value.Trim().TrimStart('+')
                + (
                    parameter.Type.TrimEnd('?') switch
                    {
                        "float" => "f",
                        "decimal" => "m",
                        _ => parameter.Inferred && !value.AsSpan().ContainsAny('.', 'e', 'E') ? ".0" : "",
                    }
                ),
            ParameterKind.Text => Quoted(value),
            _ when bool.TryParse(value, out bool truth) => truth ? "true" : "false",
            _ when NumberText().IsMatch(value.Trim()) => value.Trim().TrimStart('+'),
            _ => Quoted(value),
        };

    /// <summary>The text that a literal stands for; null where it is none, or one with holes or of several lines.</summary>
    public static string? Unquoted(string code)
    {
        if (code is ['@', '"', .. var verbatim, '"'])
            return verbatim.Replace("\"\"", "\"", StringComparison.Ordinal);
        if (code.StartsWith("\"\"\"", StringComparison.Ordinal))
            return RawLiteral().Match(code) is { Success: true } raw ? raw.Groups["text"].Value : null;
        return PlainLiteral().IsMatch(code) ? Escape().Replace(code[1..^1], Letter) : null;
    }

    private static string Quoted(string text)
    {
        StringBuilder quoted = new("\"");
        foreach (char letter in text)
            quoted.Append(
                letter switch
                {
                    '"' => "\\\"",
                    '\\' => "\\\\",
                    '\n' => "\\n",
                    '\r' => "\\r",
                    '\t' => "\\t",
                    < ' ' or '\x7f' or '\x85' or '\u2028' or '\u2029' or (>= '\ud800' and <= '\udfff') => $"\\u{(int)letter:x4}",
                    _ => letter.ToString(),
                }
            );
        return quoted.Append('"').ToString();
    }

    private static string Letter(Match escape) =>
        escape.Value[1] switch
        {
            'n' => "\n",
            'r' => "\r",
            't' => "\t",
            '0' => "\0",
            'a' => "\a",
            'b' => "\b",
            'f' => "\f",
            'v' => "\v",
            'e' => "\u001b",
            'u' or 'x' => ((char)int.Parse(escape.ValueSpan[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture)).ToString(),
            'U' => int.Parse(escape.ValueSpan[2..], NumberStyles.HexNumber, CultureInfo.InvariantCulture) is var point
            && Rune.IsValid(point)
                ? new Rune(point).ToString()
                : escape.Value,
            var other => other.ToString(),
        };

    private static string Inferred(string code) =>
        code switch
        {
            "true" or "false" => "bool",
            _ when WholeLiteral().Match(code) is { Success: true } found => (
                found.Groups["suffix"].Value.ToLowerInvariant(),
                Integer(found)
            ) switch
            {
                ("ul" or "lu", _) => "ulong",
                ("l", var value) => value > long.MaxValue ? "ulong" : "long",
                ("u", var value) => value > uint.MaxValue ? "ulong" : "uint",
                (_, var value) when value > long.MaxValue => "ulong",
                (_, var value) when value > uint.MaxValue || value < int.MinValue => "long",
                (_, var value) => value > int.MaxValue ? "uint" : "int",
            },
            _ when NumberLiteral().Match(code) is { Success: true } found => found.Groups["suffix"].Value.ToLowerInvariant() switch
            {
                "f" => "float",
                "m" => "decimal",
                _ => "double",
            },
            _ => code.StartsWith('"') || code.StartsWith('@') || code.StartsWith('$') ? "string" : "var",
        };

    private static bool Fits(NotebookParameter parameter, string value) =>
        parameter.Kind switch
        {
            ParameterKind.Whole => Parse(value) is { } whole
                && Whole[parameter.Type.TrimEnd('?')] is var (least, most)
                && whole >= least
                && whole <= most,
            ParameterKind.Number => NumberText().IsMatch(value.Trim())
                && parameter.Type.TrimEnd('?') switch
                {
                    "decimal" => decimal.TryParse(value, NumberStyles.Float, CultureInfo.InvariantCulture, out _),
                    "float" => float.IsFinite(float.Parse(value, NumberStyles.Float, CultureInfo.InvariantCulture)),
                    _ => double.IsFinite(double.Parse(value, NumberStyles.Float, CultureInfo.InvariantCulture)),
                },
            ParameterKind.Truth => bool.TryParse(value, out _),
            _ => true,
        };

    private static string WordsOf(NotebookParameter parameter, string value) =>
        parameter.Kind switch
        {
            ParameterKind.Whole => Parse(value) is null
                ? "a whole number"
                : string.Create(
                    CultureInfo.InvariantCulture,
                    $"a whole number from {Whole[parameter.Type.TrimEnd('?')].Least} to {Whole[parameter.Type.TrimEnd('?')].Most}"
                ),
            ParameterKind.Number => "a number",
            _ => "true or false",
        };

    public static bool AreSame(ParameterKind kind, string one, string other) =>
        kind switch
        {
            ParameterKind.Whole => Parse(one) == Parse(other),
            ParameterKind.Number => double.Parse(one, NumberStyles.Float, CultureInfo.InvariantCulture)
                .Equals(double.Parse(other, NumberStyles.Float, CultureInfo.InvariantCulture)),
            ParameterKind.Truth => bool.Parse(one) == bool.Parse(other),
            _ => one == other,
        };

    private static BigInteger? Parse(string value) =>
        value.Length <= 40
        && BigInteger.TryParse(
            value,
            NumberStyles.AllowLeadingSign | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite,
            CultureInfo.InvariantCulture,
            out BigInteger whole
        )
            ? whole
            : null;

    private static BigInteger Integer(Match literal)
    {
        string digits = literal.Groups["digits"].Value.Replace("_", "", StringComparison.Ordinal);
        BigInteger value = digits switch
        {
            ['0', 'x' or 'X', .. var sixteens] => BigInteger.Parse("0" + sixteens, NumberStyles.HexNumber, CultureInfo.InvariantCulture),
            ['0', 'b' or 'B', .. var twos] => BigInteger.Parse("0" + twos, NumberStyles.BinaryNumber, CultureInfo.InvariantCulture),
            _ => BigInteger.Parse(digits, CultureInfo.InvariantCulture),
        };
        return literal.Groups["sign"].Value == "-" ? -value : value;
    }

    [GeneratedRegex(@"^(?<sign>[+-]?)\s*(?<digits>0[xX][\da-fA-F_]+|0[bB][01_]+|\d[\d_]*)(?<suffix>[uUlL]{0,2})$")]
    private static partial Regex WholeLiteral();

    [GeneratedRegex(@"^(?<sign>-?)\+?\s*(?<digits>(?:\d[\d_]*)?\.?\d[\d_]*(?:[eE][+-]?\d+)?)(?<suffix>[fFdDmM]?)$")]
    private static partial Regex NumberLiteral();

    [GeneratedRegex(@"^[+-]?(?:\d+(?:\.\d+)?|\.\d+)(?:[eE][+-]?\d+)?$")]
    private static partial Regex NumberText();

    [GeneratedRegex("""^(?<q>"{3,})(?<text>[^\n]*?)\k<q>$""")]
    private static partial Regex RawLiteral();

    [GeneratedRegex("""^"(?:\\.|[^"\\\n])*"$""")]
    private static partial Regex PlainLiteral();

    [GeneratedRegex(@"\\(?:u[\da-fA-F]{4}|U[\da-fA-F]{8}|x[\da-fA-F]{1,4}|.)")]
    private static partial Regex Escape();
}
