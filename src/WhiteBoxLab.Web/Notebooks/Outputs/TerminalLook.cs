using System.Globalization;

namespace WhiteBoxLab.Web.Notebooks.Outputs;

/// <summary>How a terminal's text looks at a place: the colours and weights that were switched on before it.</summary>
internal sealed class TerminalLook
{
    private readonly SortedSet<string> weights = new(StringComparer.Ordinal);
    private string? text,
        ground; // a number of the sixteen colours, or a colour of CSS

    /// <summary>The classes of the page's style sheet.</summary>
    public string Classes => string.Join(' ', weights.Append(ClassOf("t-fg", text)).Append(ClassOf("t-bg", ground)).OfType<string>());

    /// <summary>The style of colours beyond the sixteen.</summary>
    public string Style => StyleOf("color", text) + StyleOf("background", ground);

    /// <summary>Switches on or off.</summary>
    /// <param name="numbers">The numbers of an escape, such as <c>1;31</c>; empty for none.</param>
    public void Take(string numbers)
    {
        if (numbers.Length == 0)
            return;
        Queue<int> rest = new(
            numbers
                .Split(';')
                .Select(one => int.TryParse(one, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : 0)
        );
        while (rest.TryDequeue(out int number))
            Take(number, rest);
    }

    private void Take(int number, Queue<int> rest)
    {
        switch (number)
        {
            case 0:
                weights.Clear();
                (text, ground) = (null, null);
                break;
            case 1 or 2 or 3 or 4 or 7 or 9:
                weights.Add($"t-{number}");
                break;
            case 22:
                weights.ExceptWith(["t-1", "t-2"]);
                break;
            case 23 or 24 or 27 or 29:
                weights.Remove($"t-{number - 20}");
                break;
            case (>= 30 and <= 37) or (>= 90 and <= 97):
                text = Sixteen(number, 30);
                break;
            case (>= 40 and <= 47) or (>= 100 and <= 107):
                ground = Sixteen(number, 40);
                break;
            case 38:
                text = More(rest);
                break;
            case 48:
                ground = More(rest);
                break;
            case 39:
                text = null;
                break;
            case 49:
                ground = null;
                break;
        }
    }

    private static string Sixteen(int number, int from) => Word(number < from + 10 ? number - from : number - from - 60 + 8);

    // 5;N of 256 colours, or 2;R;G;B
    private static string? More(Queue<int> rest)
    {
        int kind = rest.TryDequeue(out int first) ? first : 0;
        int[] numbers =
        [
            .. Enumerable
                .Range(
                    0,
                    kind switch
                    {
                        2 => 3,
                        5 => 1,
                        _ => 0,
                    }
                )
                .Select(_ => rest.TryDequeue(out int next) ? Math.Clamp(next, 0, 255) : 0),
        ];
        return numbers switch
        {
            [var red, var green, var blue] => $"rgb({Word(red)} {Word(green)} {Word(blue)})",
            [< 16 and var known] => Word(known),
            [>= 232 and var grey] =>
                $"rgb({Word(8 + ((grey - 232) * 10))} {Word(8 + ((grey - 232) * 10))} {Word(8 + ((grey - 232) * 10))})",
            [var one] => $"rgb({Step((one - 16) / 36)} {Step((one - 16) / 6 % 6)} {Step((one - 16) % 6)})",
            _ => null,
        };
    }

    private static string Step(int of) => Word(of == 0 ? 0 : 55 + (40 * of));

    private static string Word(int number) => number.ToString(CultureInfo.InvariantCulture);

    private static string? ClassOf(string kind, string? colour) =>
        colour is not null && char.IsAsciiDigit(colour[0]) ? $"{kind}{colour}" : null;

    private static string StyleOf(string property, string? colour) =>
        colour is not null && !char.IsAsciiDigit(colour[0]) ? $"{property}:{colour};" : "";
}
