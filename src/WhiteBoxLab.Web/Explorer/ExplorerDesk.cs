using System.Text.Json.Nodes;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Web;

/// <summary>What lies on the Explorer's table of one visitor: the photo, the target, the methods, the run.</summary>
public sealed class ExplorerDesk
{
    /// <summary>What methods and networks there are; null until the kernel has said.</summary>
    public CatalogueProduced? Catalogue { get; private set; }

    /// <summary>The network.</summary>
    public NetworkCard? Network => Catalogue?.Networks[0];

    /// <summary>The photo, or null.</summary>
    public RunPhoto? Photo { get; set; }

    /// <summary>What the network sees in it; null until it has said.</summary>
    public PhotoClassified? Seen { get; set; }

    /// <summary>The class to explain; null for the most probable one.</summary>
    public int? Target { get; set; }

    /// <summary>The methods chosen, with the options that differ from the defaults.</summary>
    public Dictionary<string, JsonObject?> Chosen { get; } = MethodPreset.SixIds.ToDictionary(id => id, _ => (JsonObject?)null);

    /// <summary>The run on the table, or null.</summary>
    public RunSession? Run { get; set; }

    /// <summary>The class to explain, with the most probable one for none.</summary>
    public int? TargetNow => Target ?? (Seen is { Predictions: [var first, ..] } ? first.Class : null);

    /// <summary>The class to explain, in words.</summary>
    public string? Label => TargetNow is { } target ? Seen?.Predictions.FirstOrDefault(seen => seen.Class == target)?.Label ?? Network?.Labels.ElementAtOrDefault(target) : null;

    /// <summary>Takes the catalogue in; methods that it does not have are not chosen.</summary>
    /// <param name="catalogue">What there is.</param>
    public void Know(CatalogueProduced catalogue)
    {
        Catalogue = catalogue;
        foreach (string id in Chosen.Keys.Except(catalogue.Methods.Select(method => method.Id).Except(catalogue.Networks[0].Obstacles.Keys)).ToList())
            Chosen.Remove(id);
    }

    /// <summary>Chooses some methods and no others; options that were set stay.</summary>
    /// <param name="cards">The methods.</param>
    public void Choose(IEnumerable<MethodCard> cards)
    {
        var wanted = cards.ToDictionary(card => card.Id, card => Chosen.GetValueOrDefault(card.Id));
        Chosen.Clear();
        foreach ((string id, JsonObject? options) in wanted)
            Chosen[id] = options;
    }

    /// <summary>Lays a run on the table, with its photo, its target and its methods.</summary>
    /// <param name="run">The run.</param>
    public void Show(RunSession run)
    {
        Run = run;
        (Photo, Seen, Target) = (run.State.Photo, run.State.Seen, run.State.Target);
        Chosen.Clear();
        foreach (Plate plate in run.State.Plates)
            Chosen[plate.Method] = plate.Options;
    }

    /// <summary>The passes of what is chosen.</summary>
    public double Passes => Catalogue?.Methods.Where(card => Chosen.ContainsKey(card.Id)).Sum(card => Price.PassesOf(card, Chosen[card.Id])) ?? 0;

    /// <summary>What to ask for; null while something is missing.</summary>
    public RunRequest? Request => Photo is null || Network is null || Chosen.Count == 0 ? null
        : new RunRequest(Photo, Network.Name, Target, [.. Catalogue!.Methods.Where(card => Chosen.ContainsKey(card.Id)).Select(card => new RunChoice(card.Id, Chosen[card.Id]))], Seen);
}
