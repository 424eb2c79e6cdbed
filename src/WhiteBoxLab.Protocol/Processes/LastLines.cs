namespace WhiteBoxLab.Protocol;

// The last lines of a stream, each cut to a readable length. Asides give way first: what killed a process stands above or between them.
// Safe for several threads.
internal sealed class LastLines(int count)
{
    private const int Longest = 2000;

    private readonly List<string> lines = [];

    public void Add(string line)
    {
        lock (lines)
        {
            lines.Add(line.Length > Longest ? line[..Longest] : line);
            if (lines.Count > count)
                lines.RemoveAt(Math.Max(0, lines.FindIndex(IsAside)));
        }
    }

    // A stack frame, or what libtorch's log has below an error: "[W1130 10:15:00.123456789 NNPACK.cpp:56] Could not initialize NNPACK!".
    public static bool IsAside(string line) =>
        line.StartsWith("   at ", StringComparison.Ordinal) || line is ['[', 'W' or 'I', >= '0' and <= '9', ..];

    public IReadOnlyList<string> All
    {
        get
        {
            lock (lines)
                return [.. lines];
        }
    }
}
