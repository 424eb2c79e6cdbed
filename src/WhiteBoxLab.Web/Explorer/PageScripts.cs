using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using WhiteBoxLab.Web.Layout;

namespace WhiteBoxLab.Web.Explorer;

/// <summary>The Explorer's side in the browser: the map viewer, the drop zone, the keys.</summary>
public sealed class PageScripts : IAsyncDisposable
{
    private const string Stage = "explore";

    private static readonly Dictionary<string, string> Keys = new()
    {
        ["ctrl+enter"] = "run",
        ["escape"] = "cancel",
        ["t"] = "target",
        ["a"] = "methods",
        ["["] = "left",
        ["]"] = "right",
    };

    // What a key leads into at once; when it cannot be seen, the page is asked to show it first.
    private static readonly Dictionary<string, string> Fields = new() { ["target"] = ".target input", ["methods"] = ".mt-find .find" };

    private readonly IJSObjectReference module,
        explorer;
    private readonly DotNetObjectReference<ExplorePage> page;

    private PageScripts(IJSObjectReference module, IJSObjectReference explorer, DotNetObjectReference<ExplorePage> page) =>
        (this.module, this.explorer, this.page) = (module, explorer, page);

    /// <summary>Loads the module and connects the page in as few calls as there can be: until then it takes nothing.</summary>
    /// <param name="script">The browser.</param>
    /// <param name="page">The page.</param>
    /// <param name="zone">Takes drops.</param>
    /// <param name="file">The field for files.</param>
    public static async Task<PageScripts> AttachAsync(IJSRuntime script, ExplorePage page, ElementReference zone, ElementReference file)
    {
        DotNetObjectReference<ExplorePage> self = DotNetObjectReference.Create(page);
        IJSObjectReference module = await script.InvokeAsync<IJSObjectReference>("import", "./dist/explorer.js");
        return new PageScripts(module, await module.InvokeAsync<IJSObjectReference>("open", Stage, zone, file, self, Keys, Fields), self);
    }

    /// <summary>Opens the browser's window for files.</summary>
    public async Task ChooseAsync() => await explorer.TryAsync("choose");

    /// <summary>Tells those who listen rather than look.</summary>
    /// <param name="sentence">What.</param>
    public async Task AnnounceAsync(string sentence) => await explorer.TryAsync("announce", sentence);

    /// <summary>Copies a text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Whether the browser allowed it.</returns>
    public async Task<bool> CopyAsync(string text) => await explorer.InvokeAsync<bool>("copy", text);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await explorer.TryAsync("dispose");
        foreach (IJSObjectReference reference in new[] { explorer, module })
            await reference.LetGoAsync();
        page.Dispose();
    }
}
