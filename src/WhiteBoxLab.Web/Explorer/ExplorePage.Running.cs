using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Components;
using MudBlazor;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Web;

// What is done with what lies on the table.
public sealed partial class ExplorePage
{
    private void ChooseTarget(int target) => desk.Target = target;

    private void Toggle(MethodCard card)
    {
        if (!desk.Chosen.Remove(card.Id))
            desk.Chosen[card.Id] = ChosenMethod.AsItIs;
    }

    private async Task RunAsync()
    {
        if (desk.Request is not { } request || desk.Catalogue is null)
            return;
        try
        {
            side = false;
            RunSession run = await Board.PrepareAsync(request, desk.Catalogue.Methods);
            await UnwatchAsync();
            desk.Run = run;
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
            pace.Learn(made.Map);
            _ = scripts?.AnnounceAsync($"{made.Map.Name} ready, {Words.Seconds(made.Map.Seconds)}");
        }
        refresh?.Soon();
    }

    private ValueTask UnwatchAsync() => desk.Run?.DisposeAsync() ?? ValueTask.CompletedTask;

    private async Task TuneAsync(MethodCard card, Plate? plate)
    {
        var parameters = new DialogParameters<OptionsDialog> { { dialog => dialog.Card, card }, { dialog => dialog.Network, desk.Network! }, { dialog => dialog.Options, plate is null ? desk.Chosen.GetValueOrDefault(card.Id)?.Options : plate.Options } }; // a card has a network
        IDialogReference shown = await Dialogs.ShowAsync<OptionsDialog>(card.Name, parameters, new DialogOptions { CloseOnEscapeKey = true, MaxWidth = MaxWidth.ExtraSmall, FullWidth = true });
        if (await shown.Result is not { Canceled: false, Data: ChosenMethod chosen })
            return;
        desk.Chosen[card.Id] = chosen;
        if (plate is not null)
            desk.Run?.Add(RunBoard.NewPlate(new RunChoice(card.Id, chosen.Options), desk.Catalogue!.Methods), inPlaceOf: plate.Id);
    }

    private void Refine(Plate plate)
    {
        if (plate.Map?.Refinement is not { } refinement)
            return;
        JsonObject options = plate.Options?.DeepClone().AsObject() ?? [];
        foreach ((string name, JsonNode? value) in refinement)
            options[name] = value?.DeepClone();
        desk.Run?.Add(RunBoard.NewPlate(new RunChoice(plate.Method, options), desk.Catalogue!.Methods), inPlaceOf: plate.Id);
    }

    private async Task OpenAsNotebookAsync()
    {
        try
        {
            if (desk.Run is { } run && desk.Catalogue is { } catalogue)
                Navigation.NavigateTo(new NotebookOnShelf(await Notebooks.MakeAsync(run.State, catalogue.Methods), default).Address);
        }
        catch (Exception refused) when (refused is PhotoRefusedException or KernelRefusedException)
        {
            problem = refused.Message;
        }
    }

    private async Task CopyCodeAsync()
    {
        if (desk.Request is not { } request)
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
        if (desk.Catalogue is null || desk.Network is not { } network)
            return;
        desk.Choose(preset.Of(desk.Catalogue.Methods.Where(card => !network.Obstacles.ContainsKey(card.Id)), SecondsPerPass));
    }

    private async Task TellAsync(MethodCard card)
    {
        var parameters = new DialogParameters<MethodDialog> { { dialog => dialog.Card, card }, { dialog => dialog.Obstacle, desk.Network?.Obstacles.GetValueOrDefault(card.Id) }, { dialog => dialog.OnCopy, EventCallback.Factory.Create<string>(this, bibtex => CopyAsync(bibtex, "The BibTeX entry is in the clipboard.")) } };
        await Dialogs.ShowAsync<MethodDialog>(card.Name, parameters, new DialogOptions { CloseOnEscapeKey = true, MaxWidth = MaxWidth.Small, FullWidth = true });
    }

    private async Task CopyLinkAsync()
    {
        if (scripts is not null && desk.Run is { } run && await scripts.CopyAsync(Navigation.ToAbsoluteUri($"explore/{run.State.Id}").ToString()))
            Snackbar.Add("The link is in the clipboard.", Severity.Normal);
    }
}
