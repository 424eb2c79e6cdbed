using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Compute;
using WhiteBoxLab.Web.Explorer.Runs;
using WhiteBoxLab.Web.Layout;
using WhiteBoxLab.Web.Notebooks.Storage;
using WhiteBoxLab.Web.Photos;

namespace WhiteBoxLab.Web.Explorer;

// What is done with what lies on the table.
public sealed partial class ExplorePage
{
    private void Toggle(MethodCard card)
    {
        if (!state.Chosen.Remove(card.Id))
            state.Chosen[card.Id] = ChosenMethod.AsItIs;
    }

    private async Task RunAsync()
    {
        if (state.Request is not { } request || state.Catalogue is null)
            return;
        try
        {
            side = false;
            RunSession run = await Board.PrepareAsync(request, state.Catalogue.Methods);
            await UnwatchAsync();
            (state.Run, opened) = (run, null); // the way back looks at the photo again
            run.Changed += Note;
            run.Go();
            Navigation.NavigateTo($"explore/{run.State.Id}");
        }
        catch (KernelRefusedException refused)
        {
            problem = refused.Message;
        }
    }

    private void Note(Run state, Event? e)
    {
        if (e is MapProduced made)
        {
            timing.Learn(made.Map);
            _ = scripts?.AnnounceAsync($"{made.Map.Name} ready, {Words.Seconds(made.Map.Seconds)}");
        }
        refresh?.Soon();
    }

    private ValueTask UnwatchAsync() => state.Run?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task TuneAsync(MethodCard card, RunMap? map)
    {
        if (state.Network is not { } network)
            return;
        DialogParameters<OptionsDialog> parameters = new()
        {
            { dialog => dialog.Card, card },
            { dialog => dialog.Network, network },
            { dialog => dialog.Options, map is null ? state.Chosen.GetValueOrDefault(card.Id)?.Options : map.Options },
        };
        IDialogReference shown = await Dialogs.ShowAsync<OptionsDialog>(
            card.Name,
            parameters,
            new DialogOptions
            {
                CloseOnEscapeKey = true,
                MaxWidth = MaxWidth.ExtraSmall,
                FullWidth = true,
            }
        );
        if (await shown.Result is not { Canceled: false, Data: ChosenMethod chosen })
            return;
        state.Chosen[card.Id] = chosen;
        if (map is not null)
            state.Run?.Add(RunBoard.NewMap(new RunChoice(card.Id, chosen.Options), state.Catalogue!.Methods), inPlaceOf: map.Id);
    }

    private void Refine(RunMap map)
    {
        if (map.Artifact?.Refinement is not { } refinement)
            return;
        JsonObject options = map.Options?.DeepClone().AsObject() ?? [];
        foreach ((string name, JsonNode? value) in refinement)
            options[name] = value?.DeepClone();
        state.Run?.Add(RunBoard.NewMap(new RunChoice(map.Method, options), state.Catalogue!.Methods), inPlaceOf: map.Id);
    }

    private async Task OpenAsNotebookAsync()
    {
        try
        {
            if (state.Run is { } run && state.Catalogue is { } catalogue)
                Navigation.NavigateTo(new ListedNotebook(await Notebooks.MakeAsync(run.State, catalogue.Methods), default).Address);
        }
        catch (Exception refused) when (refused is PhotoRefusedException or KernelRefusedException || DiskWords.Are(refused))
        {
            problem = DiskWords.Of(refused);
        }
    }

    private async Task CopyCodeAsync()
    {
        if (state.Request is not { } request)
            return;
        try
        {
            await CopyAsync(await Code.OfAsync(request), "The C# is in the clipboard. It runs in any cell.");
        }
        catch (KernelRefusedException refused)
        {
            problem = refused.Message;
        }
    }

    private async Task CopyAsync(string text, string done)
    {
        bool copied = scripts is not null && await scripts.CopyAsync(text);
        Snackbar.Add(copied ? done : "The browser did not allow copying.", copied ? Severity.Normal : Severity.Warning);
    }

    private void Prefer(MethodPreset preset)
    {
        if (state.Catalogue is null || state.Network is not { } network)
            return;
        state.Choose(preset.Of(state.Catalogue.Methods.Where(card => !network.Obstacles.ContainsKey(card.Id)), SecondsPerPass));
    }

    private async Task TellAsync(MethodCard card)
    {
        DialogParameters<MethodDialog> parameters = new()
        {
            { dialog => dialog.Card, card },
            { dialog => dialog.Obstacle, state.Network?.Obstacles.GetValueOrDefault(card.Id) },
            {
                dialog => dialog.OnCopy,
                EventCallback.Factory.Create<string>(this, bibtex => CopyAsync(bibtex, "The BibTeX entry is in the clipboard."))
            },
        };
        await Dialogs.ShowAsync<MethodDialog>(
            card.Name,
            parameters,
            new DialogOptions
            {
                CloseOnEscapeKey = true,
                MaxWidth = MaxWidth.Small,
                FullWidth = true,
            }
        );
    }

    private async Task CopyLinkAsync()
    {
        if (
            scripts is not null
            && state.Run is { } run
            && await scripts.CopyAsync(Navigation.ToAbsoluteUri($"explore/{run.State.Id}").ToString())
        )
            Snackbar.Add("The link is in the clipboard.", Severity.Normal);
    }
}
