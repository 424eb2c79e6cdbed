using System.Collections.Immutable;
using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Notebooks.Document;
using WhiteBoxLab.Web.Notebooks.Document.Operations;

namespace WhiteBoxLab.Web.Notebooks.Session;

/// <summary>
/// A notebook in use, addressed by its file. Wherever in the cluster it lives, there is one, and everything done to it has one order.
/// </summary>
public interface INotebookGrain : IGrainWithStringKey
{
    /// <summary>Watches the notebook, or goes on watching.</summary>
    /// <param name="watcher">Told what happens.</param>
    /// <param name="known">What the watcher has; null for nothing.</param>
    /// <returns>The notebook where the watcher has missed something, else only its place; or why it cannot be opened.</returns>
    Task<NotebookSnapshot> WatchAsync(INotebookWatcher watcher, NotebookPosition? known);

    /// <summary>Watches no longer.</summary>
    /// <param name="watcher">Who.</param>
    Task LeaveAsync(INotebookWatcher watcher);

    /// <summary>Does something to the notebook.</summary>
    /// <param name="wish">What.</param>
    /// <returns>Its place in the order, once a crash would not undo it; or why it is not certain.</returns>
    Task<NotebookReceipt> DoAsync(NotebookWish wish);

    /// <summary>Runs cells after those that already wait.</summary>
    /// <param name="cells">Their ids.</param>
    Task RunAsync(ImmutableList<string> cells);

    /// <summary>Stops the running cell and whatever waits.</summary>
    Task StopAsync();

    /// <summary>Gives the running cell the line that it waits for.</summary>
    /// <param name="line">The line.</param>
    Task AnswerAsync(string line);

    /// <summary>Ends the kernel and starts another.</summary>
    Task RestartAsync();

    /// <summary>Gives the notebook another kernel of the lab's list, and starts it.</summary>
    /// <param name="name">The kernel's name.</param>
    Task ChangeKernelAsync(string name);

    /// <summary>Starts the kernel where there is none.</summary>
    Task WarmAsync();

    /// <summary>Says that a notebook from elsewhere may run.</summary>
    Task TrustAsync();

    /// <summary>Writes the file.</summary>
    /// <param name="over">Whether to write over whatever stands there.</param>
    Task SaveAsync(bool over);

    /// <summary>Asks the kernel something that is no cell.</summary>
    /// <param name="question">The question.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    Task<NotebookAnswer> AskAsync(NotebookQuestion question, CancellationToken cancellationToken);

    /// <summary>Saves, ends the kernel and lets the file go, so that it can be moved.</summary>
    /// <param name="sentence">What those who watch are told.</param>
    /// <returns>Why not, in a sentence, or null.</returns>
    Task<string?> CloseAsync(string sentence);
}

/// <summary>Who watches a notebook: one on each machine, which tells its pages and programs.</summary>
public interface INotebookWatcher : IGrainObserver
{
    /// <summary>Something was done.</summary>
    /// <param name="news">What.</param>
    [Orleans.Concurrency.OneWay]
    Task HappenedAsync(NotebookNews news);

    /// <summary>A cell has shown a map.</summary>
    /// <param name="map">The map.</param>
    [Orleans.Concurrency.OneWay]
    Task MapMadeAsync(NotebookMap map);
}

/// <summary>A place in the order of what was done to a notebook.</summary>
/// <param name="Epoch">Which opening of the notebook: numbers mean nothing across two of them.</param>
/// <param name="Number">The number of the latest operation.</param>
[GenerateSerializer, Immutable]
public sealed record NotebookPosition([property: Id(0)] Guid Epoch, [property: Id(1)] long Number);

/// <summary>A notebook at a place.</summary>
/// <param name="Place">The place; null when it cannot be opened.</param>
/// <param name="State">The notebook; null where nothing was missed.</param>
/// <param name="Problem">Why it cannot be opened, or null.</param>
/// <param name="Missing">Whether there is no such file.</param>
[GenerateSerializer, Immutable]
public sealed record NotebookSnapshot(
    [property: Id(0)] NotebookPosition? Place,
    [property: Id(1)] NotebookState? State,
    [property: Id(2)] string? Problem = null,
    [property: Id(3)] bool Missing = false
);

/// <summary>Something to be done.</summary>
/// <param name="Id">Names the wish, so that whoever has it knows the news of it.</param>
/// <param name="Operation">What.</param>
[GenerateSerializer, Immutable]
public sealed record NotebookWish([property: Id(0)] Guid Id, [property: Id(1)] NotebookOperation Operation);

/// <summary>The answer to it.</summary>
/// <param name="Number">Its place in the order.</param>
/// <param name="Problem">Why it is not certain to outlive a crash, or null.</param>
[GenerateSerializer, Immutable]
public sealed record NotebookReceipt([property: Id(0)] long Number, [property: Id(1)] string? Problem);

/// <summary>Something that was done.</summary>
/// <param name="Place">Its place.</param>
/// <param name="Operation">What.</param>
/// <param name="Wish">The wish that it was, or null where the lab itself did it.</param>
[GenerateSerializer, Immutable]
public sealed record NotebookNews(
    [property: Id(0)] NotebookPosition Place,
    [property: Id(1)] NotebookOperation Operation,
    [property: Id(2)] Guid? Wish
);

/// <summary>A map that a cell has shown.</summary>
/// <param name="Made">The map.</param>
[GenerateSerializer, Immutable]
public sealed record NotebookMap([property: Id(0)] MapProduced Made);

/// <summary>A question to a kernel.</summary>
/// <param name="Command">The question.</param>
[GenerateSerializer, Immutable]
public sealed record NotebookQuestion([property: Id(0)] Command Command);

/// <summary>A kernel's answer.</summary>
/// <param name="Events">What it said.</param>
/// <param name="Result">How it ended.</param>
[GenerateSerializer, Immutable]
public sealed record NotebookAnswer([property: Id(0)] ImmutableList<Event> Events, [property: Id(1)] CommandResult Result);
