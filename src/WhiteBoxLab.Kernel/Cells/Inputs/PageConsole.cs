using System.ComponentModel;

namespace WhiteBoxLab.Kernel.Cells.Inputs;

#pragma warning disable CA1065 // these properties exist to refuse
/// <summary>
/// What <see cref="Console"/> can do in a terminal and a page cannot. Cells are led here instead of there, so that they are told why.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class PageConsole
{
    /// <summary>The members that lead here.</summary>
    internal static readonly string[] Members =
    [
        "SetCursorPosition",
        "GetCursorPosition",
        "CursorLeft",
        "CursorTop",
        "Clear",
        "ReadKey",
        "MoveBufferArea",
        "SetWindowSize",
        "SetBufferSize",
        "Beep",
    ];

    private const string Instead =
        "Text below a cell only grows. Print a line at a time, or show a value and replace it: var shown = display(1); shown.Update(2);";

    /// <summary>Refused: a page has no cursor.</summary>
    public static int CursorLeft
    {
        get => throw Refusal("CursorLeft");
        set => throw Refusal("CursorLeft");
    }

    /// <summary>Refused: a page has no cursor.</summary>
    public static int CursorTop
    {
        get => throw Refusal("CursorTop");
        set => throw Refusal("CursorTop");
    }

    /// <summary>Refused: a page has no cursor.</summary>
    /// <param name="left">The column.</param>
    /// <param name="top">The row.</param>
    public static void SetCursorPosition(int left, int top) => throw Refusal("SetCursorPosition");

    /// <summary>Refused: a page has no cursor.</summary>
    public static (int Left, int Top) GetCursorPosition() => throw Refusal("GetCursorPosition");

    /// <summary>Refused: what is printed stays.</summary>
    public static void Clear() => throw Refusal("Clear");

    /// <summary>Refused: a page has no buffer of signs.</summary>
    /// <param name="area">The area and where it goes.</param>
    public static void MoveBufferArea(params object[] area) => throw Refusal("MoveBufferArea");

    /// <summary>Refused: the reader chooses the size of a page.</summary>
    /// <param name="width">The width.</param>
    /// <param name="height">The height.</param>
    public static void SetWindowSize(int width, int height) => throw Refusal("SetWindowSize");

    /// <summary>Refused: the reader chooses the size of a page.</summary>
    /// <param name="width">The width.</param>
    /// <param name="height">The height.</param>
    public static void SetBufferSize(int width, int height) => throw Refusal("SetBufferSize");

    /// <summary>Refused: a page makes no sound.</summary>
    /// <param name="sound">Frequency and duration.</param>
    public static void Beep(params int[] sound) => throw Refusal("Beep");

    /// <summary>Asks for a line and takes its first sign: a page sends lines, not keys.</summary>
    /// <param name="intercept">Has no meaning here.</param>
    public static ConsoleKeyInfo ReadKey(bool intercept = false)
    {
        char sign = Console.In.ReadLine() is { Length: > 0 } line ? line[0] : '\n';
        ConsoleKey key = sign switch
        {
            '\n' => ConsoleKey.Enter,
            _ when char.IsDigit(sign) => ConsoleKey.D0 + (sign - '0'),
            _ => Enum.TryParse(char.ToUpperInvariant(sign).ToString(), out ConsoleKey letter) ? letter : default,
        };
        return new ConsoleKeyInfo(sign, key, char.IsUpper(sign), false, false);
    }

    private static NotSupportedException Refusal(string member) =>
        new($"Console.{member} needs a terminal, and a cell has none. {Instead}");
}
