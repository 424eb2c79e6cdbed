using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;

namespace WhiteBoxLab.Web.Notebooks.Outputs;

/// <summary>A line of a terminal: signs with their colours, and the place of the next one. Colours go on into the next line.</summary>
internal sealed class TerminalLine
{
    private const int MostColours = 60,
        Longest = 100_000;

    private readonly List<(string Sign, string Colours)> signs = [];
    private string colours = "";
    private int at;

    /// <summary>Prints a line on an empty one.</summary>
    /// <returns>What stands there then.</returns>
    public string Print(string line)
    {
        at = 0;
        signs.Clear();
        for (int place = 0; place < line.Length; )
            place += Take(line, place);
        return Written();
    }

    private int Take(string line, int place)
    {
        switch (line[place])
        {
            case '\r':
                at = 0;
                return 1;
            case '\b':
                if (at > 0)
                    signs.RemoveAt(--at);
                return 1;
            case '\u001b':
                return TakeEscape(TerminalPieces.At(line, place));
            default:
                int length = char.IsHighSurrogate(line[place]) && place + 1 < line.Length ? 2 : 1;
                Put(line.Substring(place, length));
                return length;
        }
    }

    private int TakeEscape(Match escape)
    {
        if (escape.Groups["colours"] is { Success: true, Value: var numbers })
            colours = numbers is "" or "0" || colours.Length > MostColours ? "" : $"{colours}\u001b[{numbers}m";
        else if (escape.Groups["kind"].Value is { Length: 1 } kind)
            Move(
                kind[0],
                int.TryParse(escape.Groups["number"].Value, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : null
            );
        return escape.Length;
    }

    private void Move(char kind, int? number)
    {
        switch (kind)
        {
            case 'C':
                at = Math.Min(Longest, at + (number ?? 1));
                break;
            case 'D':
                at = Math.Max(0, at - (number ?? 1));
                break;
            case 'G':
                at = Math.Clamp((number ?? 1) - 1, 0, Longest);
                break;
            case 'K' when number is null or 0:
                signs.RemoveRange(Math.Min(at, signs.Count), Math.Max(0, signs.Count - at));
                break;
            case 'K':
                signs.Clear();
                break;
        }
    }

    private void Put(string sign)
    {
        while (signs.Count < at)
            signs.Add((" ", ""));
        if (at < signs.Count)
            signs[at] = (sign, colours);
        else
            signs.Add((sign, colours));
        at++;
    }

    private string Written()
    {
        StringBuilder text = new();
        string now = "";
        foreach ((string sign, string of) in signs.Append(("", "")))
        {
            if (of != now)
                text.Append(now.Length > 0 ? "\u001b[0m" : "").Append(of);
            now = of;
            text.Append(sign);
        }
        return text.ToString();
    }
}
