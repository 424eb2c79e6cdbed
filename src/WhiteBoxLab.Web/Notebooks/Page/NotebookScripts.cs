using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using WhiteBoxLab.Web.Layout;

namespace WhiteBoxLab.Web.Notebooks.Page;

/// <summary>The notebook's side in the browser: editors, keys, and the journal of what is not here yet.</summary>
public sealed class NotebookScripts : IAsyncDisposable
{
    private readonly IJSObjectReference module,
        lab,
        book;
    private readonly DotNetObjectReference<NotebookPage> page;
    private readonly string path;

    private NotebookScripts(
        IJSObjectReference module,
        IJSObjectReference lab,
        IJSObjectReference book,
        DotNetObjectReference<NotebookPage> page,
        string path
    ) => (this.module, this.lab, this.book, this.page, this.path) = (module, lab, book, page, path);

    /// <summary>Text that was typed and has not arrived.</summary>
    /// <param name="Cell">The cell's id.</param>
    /// <param name="Text">The whole text.</param>
    /// <param name="Base">The text that it began from, where the browser had room for it.</param>
    public sealed record Unsaved(string Cell, string Text, string? Base);

    /// <summary>Loads the modules and connects the page.</summary>
    /// <param name="script">The browser.</param>
    /// <param name="page">The page.</param>
    /// <param name="root">The element of the notebook.</param>
    /// <param name="path">The notebook's path.</param>
    public static async Task<NotebookScripts> AttachAsync(IJSRuntime script, NotebookPage page, ElementReference root, string path)
    {
        DotNetObjectReference<NotebookPage> self = DotNetObjectReference.Create(page);
        ValueTask<IJSObjectReference> lab = script.InvokeAsync<IJSObjectReference>("import", "./dist/lab.js"),
            notebook = script.InvokeAsync<IJSObjectReference>("import", "./dist/notebook.js"); // both on their way at once
        IJSObjectReference module = await notebook;
        IJSObjectReference book = await module.InvokeAsync<IJSObjectReference>("openBook", root, self, path);
        return new NotebookScripts(module, await lab, book, self, path);
    }

    /// <summary>What the journal holds of this notebook.</summary>
    public async Task<IReadOnlyList<Unsaved>> UnsavedAsync()
    {
        try
        {
            return await module.InvokeAsync<Unsaved[]>("unsaved", path);
        }
        catch (JSException)
        {
            return [];
        }
    }

    /// <summary>Drops a cell from the journal.</summary>
    /// <param name="cell">The cell's id.</param>
    public ValueTask ForgetAsync(string cell) => module.TryAsync("forget", path, cell);

    /// <summary>Puts a text from elsewhere into an editor.</summary>
    /// <param name="cell">The cell's id.</param>
    /// <param name="text">The text.</param>
    /// <returns>Whether it was taken; an editor with something of its own under way does not take it now.</returns>
    public async Task<bool> SetTextAsync(string cell, string text)
    {
        try
        {
            return await book.InvokeAsync<bool>("setText", cell, text);
        }
        catch (Exception problem)
            when (problem is JSException or JSDisconnectedException or TaskCanceledException or ObjectDisposedException)
        {
            return false;
        }
    }

    /// <summary>Chooses cells.</summary>
    /// <param name="cells">Their ids.</param>
    public ValueTask ChooseAsync(IReadOnlyList<string> cells) => book.TryAsync("choose", cells);

    /// <summary>Tells those who listen rather than look.</summary>
    /// <param name="sentence">What.</param>
    public async Task AnnounceAsync(string sentence) => await lab.TryAsync("announce", sentence);

    /// <summary>Tells everybody for a moment, those who look and those who listen.</summary>
    /// <param name="sentence">What.</param>
    public async Task TellAsync(string sentence) => await lab.TryAsync("tell", sentence);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await book.TryAsync("dispose");
        foreach (IJSObjectReference reference in new[] { book, module, lab })
            await reference.LetGoAsync();
        page.Dispose();
    }
}
