using System.Collections.Immutable;
using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Layout;
using WhiteBoxLab.Web.Notebooks.Document;
using WhiteBoxLab.Web.Notebooks.Document.Operations;
using WhiteBoxLab.Web.Notebooks.Storage;

namespace WhiteBoxLab.Web.Notebooks.Session;

/// <summary>
/// An open notebook: it owns the document, the outputs, the kernel, the journal and the file, whether or not anybody looks. Everything done
/// to it passes through <see cref="DoAsync"/>, in one order.
/// Safe for any thread.
/// </summary>
public sealed partial class LiveNotebook : IAsyncDisposable
{
    private readonly Lock gate = new();
    private readonly Guid epoch = Guid.NewGuid();
    private readonly NotebookDisk disk;
    private readonly NotebookJournal journal;
    private readonly CellRunner kernel;
    private readonly TimeProvider time;
    private readonly NotebookFolder folder;
    private readonly SaveClock clock;
    private readonly HashSet<string> rewritten = new(StringComparer.Ordinal); // cells whose whole text the journal has since the last mark
    private ImmutableList<CellMark> fileCells;
    private JournalEntry? unwrittenMark;
    private long number;

    private LiveNotebook(
        NotebookState state,
        JournalEntry mark,
        NotebookDisk disk,
        NotebookJournal journal,
        CellRunner kernel,
        NotebookFolder folder,
        TimeProvider time
    )
    {
        (State, this.disk, this.journal, this.kernel, this.folder, this.time, fileCells) = (
            state,
            disk,
            journal,
            kernel,
            folder,
            time,
            mark.File!.Cells
        );
        unwrittenMark = journal.Found.Count == 0 ? mark : null;
        number = journal.Found.Select(entry => entry.Number).DefaultIfEmpty().Max();
        (used, binMarked) = (time.GetTimestamp(), state.Bin);
        clock = new SaveClock(SaveAsync, time);
        kernel.InputAsked += NoteQuestion;
    }

    /// <summary>The notebook as it stands.</summary>
    public NotebookState State { get; private set; }

    /// <summary>The notebook and its place in the order of what was done to it.</summary>
    public (NotebookState State, NotebookPosition Place) Now
    {
        get
        {
            lock (gate)
                return (State, new NotebookPosition(epoch, number));
        }
    }

    /// <summary>Raised after each operation, in order; watchers only take note.</summary>
    public event Action<NotebookNews>? Happened;

    /// <summary>Raised when a cell has shown a map, for those who want its values.</summary>
    public event Action<MapProduced>? MapMade;

    /// <summary>Opens a notebook and brings back what a crash left in its journal.</summary>
    /// <param name="path">Its path below the notebooks' folder.</param>
    /// <param name="file">Its file.</param>
    /// <param name="kernel">Its kernel.</param>
    /// <param name="folder">What belongs to notebooks and not into their files.</param>
    /// <param name="time">The clock.</param>
    /// <returns>The notebook; null when there is no file.</returns>
    /// <exception cref="NotebookUnreadableException">The file is no notebook.</exception>
    /// <exception cref="IOException">The file or the journal cannot be read.</exception>
    public static async Task<LiveNotebook?> OpenAsync(string path, string file, CellRunner kernel, NotebookFolder folder, TimeProvider time)
    {
        NotebookDisk disk = new(file);
        if (await disk.ReadChangedAsync() is not { } found)
            return null;
        NotebookState read = NotebookFile.Read(path, found.Bytes);
        disk.Take(found);
        JournalEntry mark = new(0, null, FileMark.Of(found.Bytes, read));
        NotebookJournal journal = new(folder.JournalOf(path));
        try
        {
            NotebookState state = NotebookRecovery.Of(read, mark.File!.Hash, journal.Found) with { Foreign = folder.IsForeign(path) };
            LiveNotebook live = new(state, mark, disk, journal, kernel, folder, time);
            if (state.Unsaved > 0)
                await live.SaveAsync();
            else if (journal.Found.Count > 0)
                await journal.RestartAsync(mark with { Number = live.number, File = mark.File with { Bin = state.Bin } });
            return live;
        }
        catch
        {
            await journal.DisposeAsync();
            throw;
        }
    }

    /// <summary>Does something to the notebook.</summary>
    /// <param name="operation">What.</param>
    /// <param name="wish">Names the wish that it is; null where the lab itself does it.</param>
    /// <returns>The operation's number, once the journal has it on disk.</returns>
    /// <exception cref="IOException">The journal could not be written; the page says so as well.</exception>
    public async Task<long> DoAsync(NotebookOperation operation, Guid? wish = null)
    {
        (long at, Task kept) = Apply(operation, wish);
        try
        {
            await kept;
        }
        catch (IOException problem)
        {
            Apply(new NotebookOperation.SaveFailed($"The last change is not on disk: {DiskWords.Of(problem)}"));
            throw;
        }
        return at;
    }

    /// <summary>Saves, and ends the kernel.</summary>
    public async ValueTask DisposeAsync()
    {
        await SaveAsync();
        clock.Dispose();
        await kernel.DisposeAsync();
        await journal.DisposeAsync();
    }

    private void Do(NotebookOperation operation) =>
        _ = DoAsync(operation)
            .ContinueWith(
                static failed => _ = failed.Exception,
                CancellationToken.None,
                TaskContinuationOptions.OnlyOnFaulted,
                TaskScheduler.Default
            );

    private (long At, Task Kept) Apply(NotebookOperation operation, Guid? wish = null)
    {
        lock (gate)
        {
            NotebookState before = State;
            State = operation.Apply(before);
            if (ReferenceEquals(State, before) && operation is not NotebookOperation.Refreshed)
                return (number, Task.CompletedTask);
            number++;
            Task kept = State.Revision == before.Revision ? Task.CompletedTask : KeepAsync(before, operation);
            Happened?.Invoke(new NotebookNews(new NotebookPosition(epoch, number), operation, wish));
            return (number, kept);
        }
    }

    private Task KeepAsync(NotebookState before, NotebookOperation operation)
    {
        clock.Soon();
        if (Interlocked.Exchange(ref unwrittenMark, null) is { } mark)
            _ = journal.AppendAsync(mark); // in order before the next line, whose failure tells
        return journal.AppendAsync(new JournalEntry(number, JournalForm(before, operation)));
    }

    // The first change of a cell is kept as its whole text, so that it can be told even where the file was changed meanwhile; later ones as
    // what is new.
    private NotebookOperation JournalForm(NotebookState before, NotebookOperation operation) =>
        operation switch
        {
            NotebookOperation.Edit edit when rewritten.Add(edit.Cell) => edit,
            // it changed, so it is there
            NotebookOperation.Edit edit => TextChange.Between(edit.Cell, before.Find(edit.Cell)!.Source, edit.Text),
            NotebookOperation.Splice splice when rewritten.Add(splice.Cell) => new NotebookOperation.Edit(
                splice.Cell,
                State.Find(splice.Cell)!.Source
            ), // likewise
            _ => operation,
        };
}
