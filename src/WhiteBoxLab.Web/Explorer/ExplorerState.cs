using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Explorer.Runs;

namespace WhiteBoxLab.Web.Explorer;

/// <summary>What lies on the Explorer's table of one visitor: the photo, the target, the methods, the run.</summary>
public sealed class ExplorerState
{
    /// <summary>What methods and networks there are; null until the kernel has said.</summary>
    public CatalogueProduced? Catalogue { get; private set; }

    /// <summary>The network's name; null for the default one.</summary>
    public string? NetworkName { get; private set; }

    /// <summary>The network; null until the kernel has said what there is, and where there is none of that name.</summary>
    public NetworkCard? Network => Catalogue?.FindNetwork(NetworkName);

    /// <summary>The photo, or null.</summary>
    public RunPhoto? Photo { get; set; }

    /// <summary>What the network sees in it; null until it has said.</summary>
    public PhotoClassified? Seen { get; set; }

    /// <summary>The class to explain; null for the most probable one.</summary>
    public int? Target { get; set; }

    /// <summary>Whether the class's probability is explained instead of its score.</summary>
    public bool OfProbability { get; set; }

    /// <summary>Whether the network's outputs have probabilities.</summary>
    public bool HasProbabilities => Network is { Outputs: not "regression" };

    /// <summary>The methods chosen, by id.</summary>
    public Dictionary<string, ChosenMethod> Chosen { get; } = MethodPreset.SixIds.ToDictionary(id => id, _ => ChosenMethod.AsItIs);

    /// <summary>The run on the table, or null.</summary>
    public RunSession? Run { get; set; }

    /// <summary>The class to explain, with the most probable one for none.</summary>
    public int? TargetNow => Target ?? (Seen is { Predictions: [var first, ..] } ? first.Class : null);

    /// <summary>The class to explain, in words.</summary>
    public string? Label =>
        TargetNow is { } target
            ? Seen?.Predictions.FirstOrDefault(seen => seen.Class == target)?.Label ?? Network?.Labels.ElementAtOrDefault(target)
            : null;

    /// <summary>Takes the catalogue in; methods that it does not have are not chosen.</summary>
    /// <param name="catalogue">What there is.</param>
    public void Know(CatalogueProduced catalogue)
    {
        Catalogue = catalogue;
        DropOthers();
    }

    /// <summary>
    /// Takes a network. What another one saw, the class and the layers chosen for it and its prices are gone, and methods that cannot
    /// explain it are not chosen.
    /// </summary>
    /// <param name="name">The network's name; null for the default one.</param>
    public void Use(string? name)
    {
        NetworkCard? before = Network;
        NetworkName = name;
        if (Network == before)
            return;
        (Seen, Target) = (null, null);
        DropOthers();
        if (Network is not { } now)
            return;
        foreach (MethodCard card in Wanted)
            Chosen[card.Id] = Chosen[card.Id].On(now, card);
    }

    private void DropOthers()
    {
        if (Network is not { } network)
            return;
        // a network is of a catalogue
        IEnumerable<string> able = Catalogue!.Methods.Select(method => method.Id).Except(network.Obstacles.Keys);
        foreach (string id in Chosen.Keys.Except(able).ToList())
            Chosen.Remove(id);
    }

    /// <summary>Chooses some methods and no others; options that were set stay.</summary>
    /// <param name="cards">The methods.</param>
    public void Choose(IEnumerable<MethodCard> cards)
    {
        Dictionary<string, ChosenMethod> wanted = cards.ToDictionary(
            card => card.Id,
            card => Chosen.GetValueOrDefault(card.Id, ChosenMethod.AsItIs)
        );
        Chosen.Clear();
        foreach ((string id, ChosenMethod chosen) in wanted)
            Chosen[id] = chosen;
    }

    /// <summary>Lays a run on the table, with its photo, its network, its target and its methods.</summary>
    /// <param name="run">The run.</param>
    public void Show(RunSession run)
    {
        Run = run;
        (Photo, NetworkName, Seen, Target) = (run.State.Photo, run.State.Network, run.State.Seen, run.State.Target);
        OfProbability = run.State.OfProbability;
        Chosen.Clear();
        foreach (RunMap map in run.State.Maps)
            Chosen[map.Method] = new ChosenMethod(map.Options, null);
    }

    /// <summary>What a method costs as it is chosen; null until the kernel has said.</summary>
    /// <param name="card">The method.</param>
    public PassEstimate? CostOf(MethodCard card) => Chosen.GetValueOrDefault(card.Id, ChosenMethod.AsItIs).CostBy(card);

    /// <summary>The methods chosen, the cheapest first.</summary>
    public IReadOnlyList<MethodCard> Wanted =>
        [.. (Catalogue?.Methods ?? []).Where(card => Chosen.ContainsKey(card.Id)).OrderBy(card => CostOf(card)?.Sum)];

    /// <summary>What all that is chosen costs together.</summary>
    public PassEstimate Price => new(Wanted.Sum(card => CostOf(card)?.Forwards ?? 0), Wanted.Sum(card => CostOf(card)?.Backwards ?? 0));

    /// <summary>The passes of what is chosen.</summary>
    public double Passes => Price.Sum;

    /// <summary>What to ask for; null while something is missing.</summary>
    public RunRequest? Request =>
        Photo is null || Network is null || Chosen.Count == 0
            ? null
            : new RunRequest(Photo, Network.Name, Target, [.. Wanted.Select(card => new RunChoice(card.Id, Chosen[card.Id].Options))], Seen)
            {
                OfProbability = OfProbability && HasProbabilities,
            };
}
