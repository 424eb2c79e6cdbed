namespace WhiteBoxLab.Protocol;

// The last lines of a stream, each cut to a readable length. Stack frames give way first: what killed a process stands above them. Safe for several threads.
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
                lines.RemoveAt(Math.Max(0, lines.FindIndex(IsFrame)));
        }
    }

    public static bool IsFrame(string line) => line.StartsWith("   at ", StringComparison.Ordinal);

    public IReadOnlyList<string> All
    {
        get
        {
            lock (lines)
                return [.. lines];
        }
    }
}
