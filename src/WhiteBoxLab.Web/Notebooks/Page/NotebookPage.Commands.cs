using Microsoft.JSInterop;
using WhiteBoxLab.Web.Layout;
using WhiteBoxLab.Web.Notebooks.Document.Operations;
using WhiteBoxLab.Web.Notebooks.Outputs;

namespace WhiteBoxLab.Web.Notebooks.Page;

// The commands of the page's keys, buttons and palette. The browser has sent all text before it sends one.
public sealed partial class NotebookPage
{
    /// <summary>A command of the visitor.</summary>
    /// <param name="name">Its name.</param>
    /// <param name="cells">The chosen cells, from the top.</param>
    /// <param name="argument">What else it needs, or null.</param>
    /// <returns>The cells to choose; null to leave the choice as it is.</returns>
    [JSInvokable]
    public async Task<IReadOnlyList<string>?> OnCommand(string name, string[] cells, string? argument)
    {
        if (session is null || commands is null)
            return null;
        IReadOnlyList<string>? next = null;
        switch (name)
        {
            case "stop":
                session.Stop();
                break;
            case "restart" or "restart-run-all" or "restart-clear":
                _ = KernelRestart.Of(name).AskAndDoAsync(session, Dialogs); // not awaited: the browser waits before it sends another
                break;
            case "save":
                await session.SaveAsync();
                break;
            case "dismiss":
                session.Do(new NotebookOperation.Tell(null));
                break;
            case "variables":
                variables = argument is null ? !variables : argument == "on";
                break;
            case "lectern":
                (lectern, side) = (argument == "on", false);
                break;
            case "side":
                side = argument is null ? !side : argument == "on";
                break;
            default:
                next = commands.Do(name, cells, argument);
                if (name is "copy" or "cut")
                    _ = scripts?.TellAsync($"{Words.Count(cells.Length, "cell")} {(name == "cut" ? "cut" : "copied")}; paste with V.");
                break;
        }
        await DrawAsync();
        return next;
    }

    /// <summary>The visitor has chosen another cell.</summary>
    /// <param name="cell">The cell's id.</param>
    [JSInvokable]
    public void OnChosen(string cell)
    {
        chosen = cell;
        StateHasChanged();
    }

    /// <summary>A picture was pasted or dropped into a cell of Markdown.</summary>
    /// <param name="cell">The cell's id.</param>
    /// <param name="name">Its name in the cell.</param>
    /// <param name="mimeType">Its form.</param>
    /// <param name="picture">Its bytes.</param>
    [JSInvokable]
    public async Task OnAttached(string cell, string name, string mimeType, IJSStreamReference picture)
    {
        await using (picture)
        {
            await using Stream stream = await picture.OpenReadStreamAsync(20 << 20);
            using MemoryStream bytes = new();
            await stream.CopyToAsync(bytes);
            if (OutputParts.PictureTypes.Contains(mimeType))
                session?.Do(
                    new NotebookOperation.Attach(cell, name, mimeType, Convert.ToBase64String(bytes.GetBuffer(), 0, (int)bytes.Length))
                );
        }
    }

    private async Task GoToAsync(string cell)
    {
        (chosen, side) = (cell, false);
        if (scripts is not null)
            await scripts.ChooseAsync([cell]);
    }

    private async Task RestoreAsync(string cell)
    {
        if (commands?.Do("restore", [], cell) is { } back && scripts is not null)
        {
            await DrawAsync();
            await scripts.ChooseAsync(back);
        }
    }
}
