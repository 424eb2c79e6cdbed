using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;
using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Compute;
using WhiteBoxLab.Web.Explorer.Runs;
using WhiteBoxLab.Web.Layout;

namespace WhiteBoxLab.Web.Explorer;

/// <summary>The Explorer: one photo, one target, some maps, why they differ.</summary>
public sealed partial class ExplorePage : IAsyncDisposable
{
    private readonly ExplorerState state = new();
    private ElementReference zone,
        file;
    private TargetPicker? picker;
    private PageScripts? scripts;
    private string? problem,
        waiting;
    private double? uploading;
    private bool side,
        probe,
        looking;
    private (string Photo, string? Network)? opened;
    private Refresh? refresh;

    [Inject]
    private ExplorerKernel Kernel { get; set; } = default!; // the framework sets these

    [Inject]
    private RunBoard Board { get; set; } = default!;

    [Inject]
    private SamplePhotos Samples { get; set; } = default!;

    [Inject]
    private RunCode Code { get; set; } = default!;

    [Inject]
    private NotebookMaker Notebooks { get; set; } = default!;

    [Inject]
    private IArtifactStore Artifacts { get; set; } = default!;

    [Inject]
    private PassTiming timing { get; set; } = default!;

    [Inject]
    private NavigationManager Navigation { get; set; } = default!;

    [Inject]
    private IDialogService Dialogs { get; set; } = default!;

    [Inject]
    private ISnackbar Snackbar { get; set; } = default!;

    [Inject]
    private IJSRuntime Script { get; set; } = default!;

    /// <summary>The run on the table, where the address names one.</summary>
    [Parameter]
    public string? RunId { get; set; }

    /// <summary>The photo on the table where there is no run: a sample's name or an artifact's.</summary>
    [SupplyParameterFromQuery(Name = "photo")]
    public string? PhotoSource { get; set; }

    /// <summary>The network, where the address names one: a name in the catalogue.</summary>
    [SupplyParameterFromQuery(Name = "network")]
    public string? NetworkAsked { get; set; }

    /// <summary>What the photo is called.</summary>
    [SupplyParameterFromQuery(Name = "name")]
    public string? PhotoName { get; set; }

    /// <summary>The class to explain, where the address names one: its number.</summary>
    [SupplyParameterFromQuery(Name = "target")]
    public string? TargetText { get; set; }

    /// <summary>The one method to begin with, where the address names one: its id.</summary>
    [SupplyParameterFromQuery(Name = "method")]
    public string? MethodAsked { get; set; }

    private bool Going => state.Run?.State.IsGoing ?? false;

    // Without a photo there is nothing to probe; with one the place is kept, so that nothing jumps when a run begins.
    private string Shape =>
        $"{(side ? "side-open" : "")} {(probe ? "probe-open" : "")} {(state is { Photo: null, Run: null } ? "bare" : "")}";

    private double? Probability => state.Seen?.Predictions.FirstOrDefault(seen => seen.Class == state.TargetNow)?.Probability;

    private double? SecondsPerPass => state.Network is { } network ? timing.SecondsPerPass(network.Name) : null;

    private string PriceWords =>
        state switch
        {
            { Run.State: var run } when Going => $"{run.Maps.Count(map => map.IsOver)} of {run.Maps.Count} done{LeftWords(run)}",
            { Chosen.Count: 0 } => "No method is chosen",
            _ => SecondsWords,
        };

    private string? PassWords =>
        Going || state.Chosen.Count == 0
            ? null
            : string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{state.Passes:0.##} passes");

    private string SecondsWords => SecondsPerPass * state.Passes is { } seconds ? $"About {seconds:0.0} s, " : "";

    /// <inheritdoc/>
    protected override void OnInitialized() => refresh = new Refresh(() => InvokeAsync(StateHasChanged));

    /// <inheritdoc/>
    protected override async Task OnParametersSetAsync()
    {
        await KnowCatalogueAsync();
        if (RunId is not null)
            await ShowRunAsync(RunId);
        else
            await ShowPhotoAsync();
        TakeTarget();
        TakeMethod();
        AskPrices();
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        scripts = await PageScripts.AttachAsync(Script, this, zone, file);
        await KnowCatalogueAsync();
        AskPrices();
        if (state.Photo is not null && state.Seen is null && RunId is null)
            await LookAsync(state.Photo);
        StateHasChanged();
    }

    private string LeftWords(Run run) => run.SecondsLeft(SecondsPerPass) is > 0.3 and var left ? $", about {Words.Roughly(left)} left" : "";

    private MethodCard? CardOf(RunMap map) => state.Catalogue?.Methods.FirstOrDefault(card => card.Id == map.Method);

    private static string GoOnWords(Run run) =>
        run.Maps.Count(map => map.Status is RunMapStatus.Stopped) switch
        {
            1 => "Run the missing one",
            var missing when missing < run.Maps.Count => $"Run the other {missing}",
            _ => "Go on",
        };

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await UnwatchAsync();
        refresh?.Dispose();
        if (scripts is not null)
            await scripts.DisposeAsync();
    }
}
