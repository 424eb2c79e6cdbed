using System.Collections.Concurrent;
using WhiteBoxLab.Web.Cluster;
using WhiteBoxLab.Web.Notebooks.Document;
using WhiteBoxLab.Web.Notebooks.Storage;

namespace WhiteBoxLab.Web.Notebooks.Session;

/// <summary>
/// The notebooks that are open on this machine, by path: one session each, however many pages look. A minute after the last one has left,
/// a session goes; its notebook stays as long as its kernel lives.
/// </summary>
/// <param name="files">The notebooks on disk.</param>
/// <param name="folder">What belongs to them and not into their files.</param>
/// <param name="grains">Finds the notebooks' grains.</param>
/// <param name="cluster">Says when they can be called.</param>
/// <param name="time">The clock.</param>
public sealed class NotebookSessions(
    NotebookFiles files,
    NotebookFolder folder,
    IGrainFactory grains,
    ClusterStart cluster,
    TimeProvider time
) : BackgroundService, IAsyncDisposable
{
    private static readonly TimeSpan Stay = TimeSpan.FromMinutes(1),
        Often = TimeSpan.FromSeconds(15);

    private readonly ConcurrentDictionary<string, Lazy<Task<NotebookSession?>>> open = new(StringComparer.Ordinal);

    /// <summary>Raised when a notebook is opened.</summary>
    public event Action<NotebookSession>? Opened;

    /// <summary>The sessions that are open.</summary>
    public IEnumerable<NotebookSession> All =>
        open
            .Values.Where(session => session is { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
            .Select(session => session.Value.GetAwaiter().GetResult())
            .OfType<NotebookSession>();

    /// <summary>Opens a notebook, or returns the session that has it open; null when there is no such notebook.</summary>
    /// <param name="path">Below the notebooks' folder.</param>
    /// <exception cref="NotebookUnreadableException">It cannot be opened.</exception>
    public async Task<NotebookSession?> FindAsync(string path)
    {
        if (files.FileOf(path) is not { } file || (!open.ContainsKey(path) && !File.Exists(file)))
            return null;
        Lazy<Task<NotebookSession?>> session = open.GetOrAdd(path, _ => new Lazy<Task<NotebookSession?>>(() => OpenAsync(path, file)));
        try
        {
            if (await session.Value is { } found)
            {
                found.Views.Touch();
                return found;
            }
        }
        catch
        {
            open.TryRemove(new(path, session)); // readable another time, perhaps
            throw;
        }
        open.TryRemove(new(path, session));
        return null;
    }

    /// <summary>Closes a notebook, so that its file can be moved.</summary>
    /// <param name="path">Its path.</param>
    /// <param name="sentence">What those who look at it are told.</param>
    /// <returns>Why not, in a sentence, or null.</returns>
    public async Task<string?> CloseAsync(string path, string sentence)
    {
        if (!open.TryGetValue(path, out Lazy<Task<NotebookSession?>>? session) || await session.Value is not { } found)
            return null;
        if (await found.CloseAsync(sentence) is { } problem)
            return problem;
        open.TryRemove(new(path, session));
        await found.DisposeAsync();
        return null;
    }

    /// <summary>Writes a new notebook.</summary>
    /// <param name="name">The wanted name without the ending.</param>
    /// <param name="cells">Its cells.</param>
    /// <returns>Its path.</returns>
    public async Task<string> CreateAsync(string name, IEnumerable<Cell> cells)
    {
        string path = files.Free(name);
        folder.Drop(path);
        await NotebookFiles.WriteAsync(
            files.FileOf(path)!,
            NotebookFile.Bytes(new NotebookState(path, NotebookFile.NewFrame(), [.. cells]))
        ); // a free path is a path
        return path;
    }

    /// <summary>Lets the sessions go at which nobody looks any more.</summary>
    public async Task SweepAsync()
    {
        foreach ((string path, Lazy<Task<NotebookSession?>> session) in open)
        {
            if (session is not { IsValueCreated: true, Value.IsCompletedSuccessfully: true })
                continue;
            if (await session.Value is { } found && found.Views.AreOver(Stay))
            {
                open.TryRemove(new(path, session));
                await found.DisposeAsync();
            }
        }
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using PeriodicTimer timer = new(Often, time);
        while (!stoppingToken.IsCancellationRequested && await timer.WaitForNextTickAsync(stoppingToken))
            await SweepAsync();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        foreach (NotebookSession session in All)
            await session.DisposeAsync();
    }

    private async Task<NotebookSession?> OpenAsync(string path, string file)
    {
        await cluster.Up;
        NotebookSession? session = await NotebookSession.OpenAsync(grains, path, file, time);
        if (session is not null)
            Opened?.Invoke(session);
        return session;
    }
}
