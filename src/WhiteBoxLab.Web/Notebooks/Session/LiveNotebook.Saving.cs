using System.Collections.Immutable;
using WhiteBoxLab.Web.Compute;
using WhiteBoxLab.Web.Layout;
using WhiteBoxLab.Web.Notebooks.Document;
using WhiteBoxLab.Web.Notebooks.Document.Operations;
using WhiteBoxLab.Web.Notebooks.Storage;

namespace WhiteBoxLab.Web.Notebooks.Session;

// The file.
public sealed partial class LiveNotebook
{
    private const long LongJournal = 1 << 20;
    private readonly SemaphoreSlim writing = new(1);
    private ImmutableList<BinnedCell> binMarked;

    /// <summary>Writes the file, after taking in what somebody else wrote there meanwhile.</summary>
    public async Task SaveAsync()
    {
        await writing.WaitAsync();
        try
        {
            await TakeFileAsync();
            if (State.Unsaved > 0)
                await WriteAsync();
        }
        catch (Exception problem) when (DiskWords.Are(problem))
        {
            Do(new NotebookOperation.SaveFailed($"Cannot save: {DiskWords.Of(problem)}"));
        }
        catch (NotebookUnreadableException problem)
        {
            Do(new NotebookOperation.SaveFailed($"Cannot save: something else was written over the file meanwhile. {problem.Message}"));
        }
        finally
        {
            writing.Release();
        }
    }

    /// <summary>Writes over whatever stands in the file now.</summary>
    public async Task OverwriteAsync()
    {
        await writing.WaitAsync();
        try
        {
            await WriteAsync();
        }
        catch (Exception problem) when (DiskWords.Are(problem))
        {
            Do(new NotebookOperation.SaveFailed($"Cannot save: {DiskWords.Of(problem)}"));
        }
        finally
        {
            writing.Release();
        }
    }

    // Marks the file in the journal, then puts it in place: whichever of the two a crash leaves, it is known again.
    private async Task WriteAsync()
    {
        NotebookState now;
        long at;
        lock (gate)
        {
            (now, at) = (State, number);
            rewritten.Clear();
        }
        byte[] bytes = NotebookFile.Bytes(now);
        FileMark mark = FileMark.Of(bytes, now);
        JournalEntry entry = new(at, null, ReferenceEquals(now.Bin, binMarked) ? mark : mark with { Bin = now.Bin });
        if (Interlocked.Exchange(ref unwrittenMark, null) is { } first)
            _ = journal.AppendAsync(first);
        bool marked = await IsKeptAsync(journal.AppendAsync(entry));
        await disk.WriteAsync(bytes, mark.Hash);
        (fileCells, binMarked) = (mark.Cells, now.Bin);
        Do(new NotebookOperation.Saved(now.Revision));
        if (!marked || journal.Length > LongJournal)
            await IsKeptAsync(journal.RestartAsync(entry with { File = mark with { Bin = now.Bin } }));
    }

    // The journal's disk may be full while the notebook's is not: then the file is all the safer for being written.
    private static async Task<bool> IsKeptAsync(Task line)
    {
        try
        {
            await line;
            return true;
        }
        catch (IOException)
        {
            return false;
        }
    }

    // The file as somebody else wrote it: a mark first, so that what is done from here on is kept on top of it.
    private async Task TakeFileAsync()
    {
        if (await disk.ReadChangedAsync() is not { } found)
            return;
        NotebookState there = NotebookFile.Read(State.Path, found.Bytes);
        disk.Take(found);
        FileMark mark = FileMark.Of(found.Bytes, there);
        Task kept;
        string? had = State.KernelName;
        lock (gate)
        {
            NotebookOperation.TakeFile merged = FileMerge.Of(State, fileCells, there);
            _ = journal.AppendAsync(new JournalEntry(number, null, mark with { Bin = State.Bin }));
            rewritten.Clear();
            bool clean = State.Unsaved == 0;
            (long _, kept) = Apply(merged);
            if (clean && CellMark.Of(State.Cells).SequenceEqual(mark.Cells))
                Apply(new NotebookOperation.Saved(State.Revision)); // it is the file
        }
        fileCells = mark.Cells;
        if (State.KernelName != had && State.Kernel is not KernelState.Gone)
            Do(new NotebookOperation.Tell($"{State.Notice} It names another kernel now: restart the kernel to have it."));
        await kept;
    }
}
