using System.Globalization;

namespace WhiteBoxLab.Protocol;

// The threads of a process and of those below it (a sandbox's kernel is a grandchild), as Linux counts their time; where nobody counts,
// none.
internal sealed class ThreadTurns
{
    private readonly IReadOnlyList<string> folders;

    public ThreadTurns(int process) => folders = OperatingSystem.IsLinux() ? [.. Tree(process).Select(id => $"/proc/{id}/task")] : [];

    public Dictionary<string, ThreadTurn> Read() =>
        folders
            .SelectMany(Listed)
            .Select(thread => (thread, Turn: Turn(thread)))
            .Where(one => one.Turn is not null)
            .ToDictionary(one => one.thread, one => one.Turn!.Value); // asked for the line before

    private static List<int> Tree(int root)
    {
        ILookup<int, int> children = Listed("/proc")
            .Select(folder => int.TryParse(Path.GetFileName(folder), out int id) ? id : 0)
            .Where(id => id > 0)
            .ToLookup(ParentOf);
        List<int> tree = [root];
        for (int i = 0; i < tree.Count; i++)
            tree.AddRange(children[tree[i]]);
        return tree;
    }

    private static int ParentOf(int id) => Stat($"/proc/{id}") is [_, var parent, ..] ? int.Parse(parent, CultureInfo.InvariantCulture) : 0;

    private static ThreadTurn? Turn(string thread) =>
        Words($"{thread}/schedstat") is [var ran, var queued, not "0"] && Stat(thread) is [var state, ..]
            ? new ThreadTurn(Nanoseconds(ran), Nanoseconds(queued), state == "R")
            : null;

    private static TimeSpan Nanoseconds(string text) =>
        TimeSpan.FromTicks(long.Parse(text, CultureInfo.InvariantCulture) / TimeSpan.NanosecondsPerTick);

    // Its state, its parent and so on: what stands behind the name, which may have brackets and blanks.
    private static string[] Stat(string folder) =>
        Text($"{folder}/stat") is var stat ? stat[(stat.LastIndexOf(')') + 1)..].Split(' ', StringSplitOptions.RemoveEmptyEntries) : [];

    private static string[] Words(string file) => Text(file).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private static string Text(string file) => Unless(() => File.ReadAllText(file), "");

    private static string[] Listed(string folder) => Unless(() => Directory.GetDirectories(folder), []);

    // A process or a thread may end at any moment.
    private static T Unless<T>(Func<T> read, T gone)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return gone;
        }
    }
}
