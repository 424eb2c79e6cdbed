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

    private readonly IJSObjectReference viewer,
        photos,
        lab,
        drop,
        keys;
    private readonly DotNetObjectReference<ExplorePage> page;

    private PageScripts(
        IJSObjectReference viewer,
        IJSObjectReference photos,
        IJSObjectReference lab,
        IJSObjectReference drop,
        IJSObjectReference keys,
        DotNetObjectReference<ExplorePage> page
    ) => (this.viewer, this.photos, this.lab, this.drop, this.keys, this.page) = (viewer, photos, lab, drop, keys, page);

    /// <summary>Loads the modules and connects the page.</summary>
    /// <param name="script">The browser.</param>
    /// <param name="page">The page.</param>
    /// <param name="zone">Takes drops.</param>
    /// <param name="file">The field for files.</param>
    public static async Task<PageScripts> AttachAsync(IJSRuntime script, ExplorePage page, ElementReference zone, ElementReference file)
    {
        DotNetObjectReference<ExplorePage> self = DotNetObjectReference.Create(page);
        IJSObjectReference viewer = await script.InvokeAsync<IJSObjectReference>("import", "./dist/viewer.js");
        IJSObjectReference photos = await script.InvokeAsync<IJSObjectReference>("import", "./dist/photos.js");
        IJSObjectReference lab = await script.InvokeAsync<IJSObjectReference>("import", "./dist/lab.js");
        await viewer.InvokeVoidAsync("connect", Stage, self);
        IJSObjectReference drop = await photos.InvokeAsync<IJSObjectReference>("attach", zone, file, self);
        IJSObjectReference keys = await lab.InvokeAsync<IJSObjectReference>("shortcuts", self, Keys, Fields);
        return new PageScripts(viewer, photos, lab, drop, keys, self);
    }

    /// <summary>Opens the browser's window for files.</summary>
    public async Task ChooseAsync() => await drop.TryAsync("choose");

    /// <summary>Tells those who listen rather than look.</summary>
    /// <param name="sentence">What.</param>
    public async Task AnnounceAsync(string sentence) => await lab.TryAsync("announce", sentence);

    /// <summary>Copies a text.</summary>
    /// <param name="text">The text.</param>
    /// <returns>Whether the browser allowed it.</returns>
    public async Task<bool> CopyAsync(string text) => await photos.InvokeAsync<bool>("copyText", text);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await keys.TryAsync("dispose");
        await drop.TryAsync("dispose");
        await viewer.TryAsync("disconnect", Stage);
        foreach (IJSObjectReference reference in new[] { keys, drop, viewer, photos, lab })
            await reference.LetGoAsync();
        page.Dispose();
    }
}
