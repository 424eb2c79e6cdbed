using Microsoft.JSInterop;
using WhiteBoxLab.Web.Explorer.Runs;

namespace WhiteBoxLab.Web.Explorer;

// What the browser calls.
public sealed partial class ExplorePage
{
    /// <summary>Something was chosen on a map.</summary>
    /// <param name="mapId">The map's id.</param>
    /// <param name="action">What.</param>
    [JSInvokable]
    public async Task OnMapAction(string mapId, string action)
    {
        if (state.Run is not { } run || run.State.Find(mapId) is not { } chosen)
            return;
        switch (action)
        {
            case "next":
                run.RunNext(mapId);
                break;
            case "skip":
                run.Cancel(mapId);
                break;
            case "again":
                run.GoOn(mapId);
                break;
            case "remove":
                run.Remove(mapId);
                break;
            case "refine":
                Refine(chosen);
                break;
            case "about" when CardOf(chosen) is { } told:
                await TellAsync(told);
                break;
            case "options" when CardOf(chosen) is { } card:
                await TuneAsync(card, chosen);
                break;
        }
        StateHasChanged();
    }

    /// <summary>A key of the page was pressed.</summary>
    /// <param name="name">What it stands for.</param>
    [JSInvokable]
    public async Task OnShortcut(string name)
    {
        switch (name)
        {
            case "run" when !Going:
                await RunAsync();
                break;
            case "cancel":
                state.Run?.Cancel();
                break;
            case "target" when picker is not null: // where the browser could not do it: on a phone the panel is closed
                side = true;
                StateHasChanged();
                await picker.FocusAsync();
                break;
            case "methods":
                side = true;
                break; // a phone's panel is closed; elsewhere the browser has led there
            case "left":
                side = !side;
                break;
            case "right":
                probe = !probe;
                break;
        }
        StateHasChanged();
    }

    /// <summary>A photo is on its way.</summary>
    /// <param name="fileName">Its name.</param>
    /// <param name="bytes">Its size.</param>
    [JSInvokable]
    public void OnPhotoStarted(string fileName, long bytes)
    {
        (uploading, problem) = (0, null);
        StateHasChanged();
    }

    /// <summary>How much of it has arrived.</summary>
    /// <param name="fraction">0 to 1.</param>
    [JSInvokable]
    public void OnPhotoProgress(double fraction)
    {
        uploading = fraction;
        StateHasChanged();
    }

    /// <summary>A photo has arrived.</summary>
    /// <param name="artifact">Its name in the store.</param>
    /// <param name="fileName">Its name.</param>
    [JSInvokable]
    public void OnPhotoReady(string artifact, string fileName)
    {
        uploading = null;
        Open(new RunPhoto(artifact, fileName));
        StateHasChanged();
    }

    /// <summary>A photo was not taken.</summary>
    /// <param name="sentence">Why.</param>
    [JSInvokable]
    public void OnPhotoRefused(string sentence)
    {
        (uploading, problem, side) = (null, sentence, true);
        StateHasChanged();
    }
}
