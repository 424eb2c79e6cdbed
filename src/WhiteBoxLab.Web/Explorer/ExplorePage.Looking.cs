using Microsoft.AspNetCore.Components;
using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Compute;
using WhiteBoxLab.Web.Explorer.Runs;
using WhiteBoxLab.Web.Photos;

namespace WhiteBoxLab.Web.Explorer;

// How photos and runs come onto the table.
public sealed partial class ExplorePage
{
    // While the page is made for the first time it does not wait for a kernel that is only starting.
    private async Task KnowCatalogueAsync()
    {
        if (state.Catalogue is not null)
            return;
        try
        {
            Task<CatalogueProduced> asked = Kernel.CatalogueAsync();
            if (asked.IsCompletedSuccessfully || RendererInfo.IsInteractive)
                state.Know(await asked);
        }
        catch (KernelRefusedException refused)
        {
            waiting = refused.Message;
        }
    }

    // The page does not wait for them.
    private void AskPrices()
    {
        if (state.Network is not { } network || !RendererInfo.IsInteractive)
            return;
        if (timing.SecondsPerPass(network.Name) is null)
            _ = MeasureAsync(network.Name);
        foreach ((string method, ChosenMethod chosen) in state.Chosen.Where(one => one.Value is { Options: not null, Cost: null }).ToList())
            _ = PriceAsync(method, chosen, network.Name);
    }

    private async Task MeasureAsync(string network)
    {
        try
        {
            timing.Measured(await Kernel.PaceAsync(network));
            refresh?.Soon();
        }
        catch (KernelRefusedException)
        {
            // the first maps tell it
        }
    }

    // The options of a run come without their price.
    private async Task PriceAsync(string method, ChosenMethod chosen, string network)
    {
        try
        {
            MethodChecked told = await Kernel.CheckAsync(new CheckMethod(method, network, chosen.Options));
            if (state.Network?.Name != network || state.Chosen.GetValueOrDefault(method) != chosen)
                return; // priced for what is no longer chosen
            state.Chosen[method] = chosen with { Cost = new PassEstimate(told.Forwards, told.Backwards) };
            refresh?.Soon();
        }
        catch (KernelRefusedException)
        {
            // it stays without a price
        }
    }

    private async Task ShowPhotoAsync()
    {
        state.Use(NetworkAsked);
        if (PhotoSource is null || opened == (PhotoSource, NetworkAsked))
            return;
        await LookAsync(
            SamplePhotos.Find(PhotoSource) is { } sample
                ? new RunPhoto(SampleSource.Of(sample.Name), sample.File)
                : new RunPhoto(PhotoSource, PhotoName ?? "photo")
        );
    }

    private async Task ShowRunAsync(string id)
    {
        if (state.Run?.State.Id == id)
            return;
        if (await Board.FindAsync(id) is not { } run)
        {
            problem = "There is no such run any more. Choose a photo and run again.";
            return;
        }
        await UnwatchAsync();
        opened = null; // the way back to a photo looks at it again
        state.Show(run);
        run.Changed += Note;
    }

    private async Task LookAsync(RunPhoto photo)
    {
        (string, string?) asked = (photo.SampleName ?? photo.Source, state.NetworkName);
        (opened, looking) = (asked, true);
        int? before = state.Target;
        try
        {
            if (state.Network is null)
            {
                state.Photo = photo; // shown until the kernel is there
                return;
            }
            PhotoClassified seen = photo.SampleName is { } sample
                ? await Samples.SeenAsync(sample, state.Network.Name)
                : await Kernel.ClassifyAsync(new Classify(photo.ForKernel(Artifacts), state.Network.Name, 5));
            if (opened != asked)
                return; // another photo or network was asked for meanwhile
            await UnwatchAsync();
            if (state.Target == before)
                state.Target = TargetAsked; // a class that was chosen meanwhile stays
            (state.Photo, state.Seen, state.Run, problem) = (photo, seen, null, null);
        }
        catch (Exception refused) when (refused is KernelRefusedException or PhotoRefusedException)
        {
            problem = refused.Message;
        }
        finally
        {
            looking = false;
        }
    }

    private void Open(RunPhoto photo)
    {
        side = false;
        Show(photo, state.NetworkName);
    }

    // The link leads there; the photo is looked at again, also when it is the one before.
    private void Reopen() => (side, opened) = (false, null);

    private void ChooseNetwork(string? name) => Show(state.Photo, name);

    private void Show(RunPhoto? photo, string? network)
    {
        opened = null; // also when the photo is the one before
        Navigation.NavigateTo(AddressOf(photo, network));
    }

    private string AddressOf(RunPhoto? photo, string? network) =>
        Navigation.GetUriWithQueryParameters(
            "explore",
            new Dictionary<string, object?>
            {
                ["photo"] = photo?.SampleName ?? photo?.Source,
                ["name"] = photo is null or { IsSample: true } ? null : photo.Name,
                ["network"] = network == state.Catalogue?.DefaultNetwork ? null : network,
            }
        );

    private async Task ChooseFileAsync()
    {
        if (scripts is not null)
            await scripts.ChooseAsync();
    }
}
