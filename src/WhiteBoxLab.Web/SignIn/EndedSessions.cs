using System.Globalization;
using WhiteBoxLab.Web.Settings;

namespace WhiteBoxLab.Web.SignIn;

/// <summary>The sessions that somebody has signed out of: their cookies open nothing any more, also after a restart.</summary>
public sealed class EndedSessions
{
    private readonly Lock gate = new();
    private readonly string file;
    private readonly TimeProvider time;
    private readonly Dictionary<string, DateTimeOffset> ended = new(StringComparer.Ordinal);

    /// <summary>Reads those of earlier starts.</summary>
    /// <param name="folders">The lab's folders.</param>
    /// <param name="time">The clock.</param>
    public EndedSessions(LabFolders folders, TimeProvider time)
    {
        (file, this.time) = (Path.Combine(folders.Keys, "ended-sessions"), time);
        foreach (string[] line in File.Exists(file) ? File.ReadLines(file).Select(line => line.Split(' ')) : [])
        {
            if (line is [var session, var at] && long.TryParse(at, CultureInfo.InvariantCulture, out long seconds))
                ended[session] = DateTimeOffset.FromUnixTimeSeconds(seconds);
        }
    }

    /// <summary>A session ends now, in this process: what is still open for it closes. Told with its id.</summary>
    public event Action<string>? Ended;

    /// <summary>Whether a session has ended.</summary>
    /// <param name="session">Its id.</param>
    public bool Has(string session)
    {
        lock (gate)
            return ended.ContainsKey(session);
    }

    /// <summary>Ends a session. One that a cookie could not bring any more is forgotten.</summary>
    /// <param name="session">Its id.</param>
    public void Add(string session)
    {
        lock (gate)
            Write(session, time.GetUtcNow());
        Ended?.Invoke(session);
    }

    private void Write(string session, DateTimeOffset now)
    {
        foreach (string old in ended.Where(one => now - one.Value > SignInSetup.Longest).Select(one => one.Key).ToArray())
            ended.Remove(old);
        ended[session] = now;
        Directory.CreateDirectory(Path.GetDirectoryName(file)!); // the file of a folder
        File.WriteAllLines(file, ended.Select(LineOf));
    }

    private static string LineOf(KeyValuePair<string, DateTimeOffset> one) =>
        string.Create(CultureInfo.InvariantCulture, $"{one.Key} {one.Value.ToUnixTimeSeconds()}");
}
