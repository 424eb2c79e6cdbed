using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Web;

// How photos and runs come onto the table.
public sealed partial class ExplorePage
{
    // While the page is made for the first time it does not wait for a kernel that is only starting.
    private async Task KnowCatalogueAsync()
    {
        if (desk.Catalogue is not null)
            return;
        try
        {
            Task<CatalogueProduced> asked = Kernel.CatalogueAsync();
            if (asked.IsCompletedSuccessfully || RendererInfo.IsInteractive)
                desk.Know(await asked);
            if (desk.Network is { } network && RendererInfo.IsInteractive && pace.SecondsPerForward is null)
                _ = MeasureAsync(network.Name);
        }
        catch (KernelRefusedException refused)
        {
            waiting = refused.Message;
        }
    }

    // Prices in seconds need a pace; the page does not wait for it.
    private async Task MeasureAsync(string network)
    {
        try
        {
            pace.Measured(await Kernel.PaceAsync(network));
            refresh?.Soon();
        }
        catch (KernelRefusedException)
        {
            // the first maps tell it
        }
    }

    private async Task ShowRunAsync(string id)
    {
        if (desk.Run?.State.Id == id)
            return;
        if (await Board.FindAsync(id) is not { } run)
        {
            problem = "There is no such run any more. Choose a photo and run again.";
            return;
        }
        await UnwatchAsync();
        desk.Show(run);
        run.Changed += Note;
    }

    private async Task LookAsync(RunPhoto photo)
    {
        (openPhoto, looking) = (photo.SampleName ?? photo.Source, true);
        int? before = desk.Target;
        try
        {
            if (desk.Network is null)
            {
                desk.Photo = photo; // shown until the kernel is there
                return;
            }
            PhotoClassified seen = photo.SampleName is { } sample
                ? await Samples.SeenAsync(sample, desk.Network.Name)
                : await Kernel.ClassifyAsync(new Classify(photo.ForKernel(Artifacts), desk.Network.Name, 5));
            await UnwatchAsync();
            if (desk.Target == before)
                desk.Target = TargetAsked; // a class that was chosen meanwhile stays
            (desk.Photo, desk.Seen, desk.Run, problem) = (photo, seen, null, null);
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
        string source = photo.SampleName ?? photo.Source;
        openPhoto = null; // also when the photo is the one before
        Navigation.NavigateTo($"/explore?photo={Uri.EscapeDataString(source)}{(photo.IsSample ? "" : $"&name={Uri.EscapeDataString(photo.Name)}")}");
    }

    private async Task ChooseFileAsync()
    {
        if (scripts is not null)
            await scripts.ChooseAsync();
    }
}
