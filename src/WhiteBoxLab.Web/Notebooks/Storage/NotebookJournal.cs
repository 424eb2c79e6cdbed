using System.Threading.Channels;

namespace WhiteBoxLab.Web.Notebooks.Storage;

/// <summary>
/// What was done to a notebook since its file was written, on disk before whoever did it hears that it is kept; those who watch see it at
/// once. Lines that come together are written and flushed together.
/// A line torn by a crash is dropped: nobody was told that it is there.
/// </summary>
public sealed class NotebookJournal : IAsyncDisposable
{
    private readonly string path;
    private readonly Channel<Wish> wishes = Channel.CreateUnbounded<Wish>(new() { SingleReader = true });
    private readonly Task writing;
    private FileStream? file;

    private sealed record Wish(JournalEntry Entry, bool Restart, TaskCompletionSource Done);

    /// <summary>Opens the journal of a notebook; its file is made with the first entry.</summary>
    /// <param name="path">The file.</param>
    /// <exception cref="IOException">Another lab has it open, or it cannot be read.</exception>
    public NotebookJournal(string path)
    {
        this.path = path;
        if (File.Exists(path))
            Found = ReadWhole(Opened());
        writing = Task.Run(WriteAsync);
    }

    /// <summary>What the journal held when it was opened.</summary>
    public IReadOnlyList<JournalEntry> Found { get; } = [];

    /// <summary>How long it is, in bytes.</summary>
    public long Length => file?.Length ?? 0;

    /// <summary>Adds an entry after those already asked for.</summary>
    /// <param name="entry">The entry.</param>
    /// <returns>Completes when it is on disk for certain; fails with an <see cref="IOException"/> when it could not be written.</returns>
    public Task AppendAsync(JournalEntry entry) => AskAsync(entry, restart: false);

    /// <summary>Begins the journal anew with a file that is on disk; what was done after it stays.</summary>
    /// <param name="entry">The file's entry.</param>
    /// <returns>Completes when that is on disk for certain.</returns>
    public Task RestartAsync(JournalEntry entry) => AskAsync(entry, restart: true);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        wishes.Writer.TryComplete();
        await writing;
        if (file is not null)
            await file.DisposeAsync();
    }

    private Task AskAsync(JournalEntry entry, bool restart)
    {
        Wish wish = new(entry, restart, new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously));
        if (!wishes.Writer.TryWrite(wish))
            wish.Done.SetException(new IOException("The notebook is closed."));
        return wish.Done.Task;
    }

    private async Task WriteAsync()
    {
        List<Wish> together = [];
        while (await wishes.Reader.WaitToReadAsync())
        {
            together.Clear();
            while (wishes.Reader.TryRead(out Wish? wish))
                together.Add(wish);
            try
            {
                Write(together);
                together.ForEach(wish => wish.Done.SetResult());
            }
            catch (Exception problem)
            {
                IOException told = problem as IOException ?? new IOException(problem.Message, problem);
                together.ForEach(wish => wish.Done.TrySetException(told));
            }
        }
    }

    private void Write(List<Wish> together)
    {
        FileStream to = Opened();
        long whole = to.Length;
        try
        {
            foreach (Wish wish in together)
                to.Write(wish.Entry.ToLine());
            to.Flush(flushToDisk: true);
        }
        catch
        {
            to.SetLength(whole); // half a line would hide those after it
            throw;
        }
        if (together.FindLast(wish => wish.Restart) is { } restart)
            Restart(restart.Entry);
    }

    private void Restart(JournalEntry begin)
    {
        FileStream old = Opened();
        JournalEntry[] later = [.. ReadWhole(old).Where(entry => entry.Operation is not null && entry.Number > begin.Number)];
        string fresh = $"{path}.new";
        FileStream next = Open(fresh, FileMode.Create);
        foreach (JournalEntry entry in later.Prepend(begin))
            next.Write(entry.ToLine());
        next.Flush(flushToDisk: true);
        File.Move(fresh, path, overwrite: true);
        file = next;
        old.Dispose();
    }

    private FileStream Opened()
    {
        if (file is not null)
            return file;
        Directory.CreateDirectory(Path.GetDirectoryName(path)!); // a journal lies in a folder
        return file = Open(path, FileMode.OpenOrCreate);
    }

    // Nobody else writes meanwhile: another lab is refused.
    private static FileStream Open(string path, FileMode mode) => new(path, mode, FileAccess.ReadWrite, FileShare.None, 1 << 16);

    private static List<JournalEntry> ReadWhole(FileStream from)
    {
        List<JournalEntry> entries = [];
        byte[] bytes = new byte[from.Length];
        from.Position = 0;
        from.ReadExactly(bytes);
        int at = 0;
        for (
            int length;
            (length = bytes.AsSpan(at).IndexOf((byte)'\n')) >= 0 && JournalEntry.FromLine(bytes.AsSpan(at, length)) is { } entry;
            at += length + 1
        )
            entries.Add(entry);
        from.SetLength(at);
        from.Position = at;
        return entries;
    }
}
