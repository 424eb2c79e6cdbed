using Microsoft.AspNetCore.Components;
using Microsoft.JSInterop;
using MudBlazor;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Web;

/// <summary>The Explorer: one photo, one target, some maps, why they differ.</summary>
public sealed partial class ExplorePage : IAsyncDisposable
{
    private readonly ExplorerDesk desk = new();
    private ElementReference zone, file;
    private TargetPicker? picker;
    private PageScripts? scripts;
    private string? problem, waiting;
    private double? uploading;
    private bool side, probe, looking;
    private (string Photo, string? Network)? opened;
    private Refresh? refresh;

    [Inject] private ExplorerKernel Kernel { get; set; } = default!; // the framework sets these
    [Inject] private RunBoard Board { get; set; } = default!;
    [Inject] private SampleShelf Samples { get; set; } = default!;
    [Inject] private RunCode Code { get; set; } = default!;
    [Inject] private NotebookMaker Notebooks { get; set; } = default!;
    [Inject] private IArtifactStore Artifacts { get; set; } = default!;
    [Inject] private Pace pace { get; set; } = default!;
    [Inject] private NavigationManager Navigation { get; set; } = default!;
    [Inject] private IDialogService Dialogs { get; set; } = default!;
    [Inject] private ISnackbar Snackbar { get; set; } = default!;
    [Inject] private IJSRuntime Script { get; set; } = default!;

    /// <summary>The run on the table, where the address names one.</summary>
    [Parameter] public string? RunId { get; set; }

    /// <summary>The photo on the table where there is no run: a sample's name or an artifact's.</summary>
    [SupplyParameterFromQuery(Name = "photo")] public string? PhotoSource { get; set; }

    /// <summary>The network, where the address names one: a name in the catalogue.</summary>
    [SupplyParameterFromQuery(Name = "network")] public string? NetworkAsked { get; set; }

    /// <summary>What the photo is called.</summary>
    [SupplyParameterFromQuery(Name = "name")] public string? PhotoName { get; set; }

    /// <summary>The class to explain, where the address names one.</summary>
    [SupplyParameterFromQuery(Name = "target")] public int? TargetAsked { get; set; }

    private bool Going => desk.Run?.State.IsGoing ?? false;

    private double? Probability => desk.Seen?.Predictions.FirstOrDefault(seen => seen.Class == desk.TargetNow)?.Probability;

    private double? SecondsPerPass => desk.Network is { } network ? pace.SecondsPerPass(network.Name) : null;

    private string PriceWords => Going
        ? $"{desk.Run!.State.Plates.Count(plate => plate.IsOver)} of {desk.Run.State.Plates.Count} done{LeftWords(desk.Run.State)}" // going means there is one
        : desk.Chosen.Count == 0 ? "No method is chosen"
        : $"{(SecondsPerPass * desk.Passes is { } seconds ? $"About {seconds:0.0} s, " : "")}{desk.Passes:0} passes";

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
        AskPrices();
        if (TargetAsked is { } target && RunId is null)
            desk.Target = target;
    }

    /// <inheritdoc/>
    protected override async Task OnAfterRenderAsync(bool firstRender)
    {
        if (!firstRender)
            return;
        scripts = await PageScripts.AttachAsync(Script, this, zone, file);
        await KnowCatalogueAsync();
        AskPrices();
        if (desk.Photo is not null && desk.Seen is null && RunId is null)
            await LookAsync(desk.Photo);
        StateHasChanged();
    }

    private string LeftWords(Run run)
    {
        double? left = run.Plates.Where(plate => !plate.IsOver).Sum(plate => plate.SecondsLeft ?? (plate.Cost?.Sum * SecondsPerPass));
        return left is > 0.3 ? string.Create(System.Globalization.CultureInfo.InvariantCulture, $", about {left:0.0} s left") : "";
    }

    private MethodCard? CardOf(Plate plate) => desk.Catalogue?.Methods.FirstOrDefault(card => card.Id == plate.Method);

    private static string GoOnWords(Run run) => run.Plates.Count(plate => plate.Status is PlateStatus.Stopped) switch
    {
        1 => "Run the missing one",
        var missing when missing < run.Plates.Count => $"Run the other {missing}",
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
