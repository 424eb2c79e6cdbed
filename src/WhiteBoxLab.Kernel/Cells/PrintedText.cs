using System.Diagnostics;
using System.Text;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Cells;

/// <summary>
/// Gathers what a cell prints and hands it on in pieces: a line at once when nothing was handed on for 20 milliseconds, else after these or
/// 8192 characters, whichever is first, and larger pieces the more there is. A cell that prints
/// without end is cut: the beginning and the last stretch stay, and a line between them says how much is missing and in which file all of
/// it lies.
/// </summary>
/// <param name="publish">The way to the client.</param>
/// <param name="all">Keeps what is cut.</param>
internal sealed class PrintedText(Action<Event> publish, SpilledText all) : IDisposable
{
    // Most: bytes on the wire, so that a cell's text with all around it stays below a megabyte.
    private const int Piece = 8192,
        LargestPiece = 1 << 16,
        Most = 720_000,
        Tail = 8192,
        LongestQuestion = 500;
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private readonly Lock gate = new();
    private readonly StringBuilder waiting = new(),
        tail = new(),
        open = new();
    private Timer? timer;
    private bool waitingIsError,
        armed;
    private int piece = Piece;
    private long sent,
        cut,
        handedOn;

    public void Write(ReadOnlySpan<char> text, bool toError)
    {
        lock (gate)
        {
            if (waitingIsError != toError)
                Send();
            waitingIsError = toError;
            KeepOpenLine(text);
            int room = Room(text);
            waiting.Append(text[..room]);
            all.Note(text[..room]);
            KeepTail(text[room..]);
            if (waiting.Length >= piece)
                SendPiece();
            else if (waiting.Length > 0 && waiting[^1] == '\n' && Stopwatch.GetElapsedTime(handedOn) > Pause)
                Send();
            else if (waiting.Length > 0 && !armed)
                Arm();
        }
    }

    /// <summary>What was printed behind the last end of a line: the question, when a cell then reads a line.</summary>
    public string OpenLine
    {
        get
        {
            lock (gate)
                return open.ToString();
        }
    }

    /// <summary>Hands on what waits.</summary>
    public void Flush()
    {
        lock (gate)
            Send();
    }

    /// <summary>Hands on what waits and, where the cell was cut, how much is missing, where it lies, and the last stretch.</summary>
    public void Finish()
    {
        lock (gate)
        {
            Send();
            if (cut == 0)
                return;
            string where = all.Finish();
            if (tail.Length > 0 && char.IsLowSurrogate(tail[0]))
                tail.Remove(0, 1); // half of a character
            waiting
                .Append(
                    System.Globalization.CultureInfo.InvariantCulture,
                    $"\n... {cut - tail.Length:N0} characters are left out here. {where} ...\n"
                )
                .Append(tail);
            tail.Clear();
            cut = 0;
            Send();
        }
    }

    public void Dispose()
    {
        timer?.Dispose();
        all.Dispose();
    }

    // How many of the characters still go to the client. Once it is full it stays so, whatever is short enough to fit.
    private int Room(ReadOnlySpan<char> text)
    {
        if (cut > 0)
            return 0;
        int room = 0;
        for (; room < text.Length && sent + CostOf(text[room]) <= Most; room++)
            sent += CostOf(text[room]);
        return room > 0 && room < text.Length && char.IsHighSurrogate(text[room - 1]) ? room - 1 : room;
    }

    // Bytes in the JSON of an event.
    private static int CostOf(char sign) =>
        sign switch
        {
            '\n' or '\r' or '\t' or '"' or '\\' => 2,
            < ' ' => 6,
            < '\u0080' => 1,
            < '\u0800' => 2,
            _ => 3,
        };

    private void SendPiece()
    {
        Send();
        piece = Math.Min(LargestPiece, 2 * piece); // each carries its command with it
    }

    private void KeepOpenLine(ReadOnlySpan<char> text)
    {
        if (text.LastIndexOf('\n') is >= 0 and int end)
        {
            open.Clear();
            text = text[(end + 1)..];
        }
        open.Append(text[..Math.Min(text.Length, Math.Max(0, LongestQuestion - open.Length))]);
    }

    private void KeepTail(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty)
            return;
        cut += text.Length;
        all.Spill(text);
        tail.Append(text.Length > Tail ? text[^Tail..] : text);
        if (tail.Length > 2 * Tail)
            tail.Remove(0, tail.Length - Tail);
    }

    private void Arm()
    {
        armed = true;
        timer ??= new Timer(_ => Flush());
        timer.Change(Pause, Timeout.InfiniteTimeSpan);
    }

    private void Send()
    {
        armed = false;
        int whole = waiting.Length - (waiting.Length > 0 && char.IsHighSurrogate(waiting[^1]) ? 1 : 0); // its other half is still to come
        if (whole == 0)
            return;
        IReadOnlyList<FormattedValue> text = [new FormattedValue("text/plain", waiting.ToString(0, whole))];
        waiting.Remove(0, whole);
        handedOn = Stopwatch.GetTimestamp();
        publish(waitingIsError ? new StandardErrorValueProduced(text) : new StandardOutputValueProduced(text));
    }
}
