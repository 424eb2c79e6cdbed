using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using TorchSharp;
using Xunit;

namespace WhiteBoxLab.Tests;

/// <summary>What the cards say is so, for every method of the catalogue.</summary>
public sealed partial class CardTests
{
    public static TheoryData<string> Methods => LawTests.Methods;

    private static Network Open(string name = "mobile-mini") => ReferenceNetworks.Shared(name, torch.float64);

    private static IEnumerable<Network> Served(Explainer explainer) =>
        ReferenceNetworks.Small.Select(Open).Where(n => explainer.Obstacle(n) is null);

    private static torch.Tensor Input(Network network) => ReferenceNetworks.Tensor(network.Name, "input", torch.float64);

    [Theory, MemberData(nameof(Methods))]
    public void Every_field_says_something(string id)
    {
        ExplainerCard card = Catalogue.Find(id);

        Assert.All([card.Name, card.Summary, card.Needs, card.Completeness, card.FailureModes, card.Paper], text =>
            Assert.False(string.IsNullOrWhiteSpace(text))
        );
        Assert.All([card.Summary, card.Needs, card.Completeness, card.FailureModes], text =>
            Assert.EndsWith(".", text, StringComparison.Ordinal)
        );
        Assert.Contains(card.ClassDiscriminative, (string[])["yes", "weakly", "no"]);
        Assert.Equal(card.Confidence == Confidence.NotInSurvey, card.Group == ImplementationGroup.Other);
    }

    /// <summary>Names from papers, for what no reference file has.</summary>
    private static readonly string[] FromPapers =
    [
        "cam",
        "mlfem",
        "deep-taylor",
        "pattern-net",
        "pattern-attribution",
        "concept-relevance-propagation",
        "rise",
        "lime",
        "kernel-shap",
        "shap-cam",
        "smooth-grad-cam-plus-plus",
        "idgi",
        "idg",
    ];

    [Theory, MemberData(nameof(Methods))]
    public void The_id_is_the_reference_files_the_composites_or_the_papers(string id)
    {
        Assert.Matches("^[a-z0-9]+(-[a-z0-9]+)*$", id);
        Assert.True(
            ReferenceCase.Known.Any(c => c.Method == id)
                || FromPapers.Contains(id)
                || (id.StartsWith("lrp-", StringComparison.Ordinal) && Composite.Names.Contains(id[4..])),
            id
        );
    }

    [Theory, MemberData(nameof(Methods))]
    public void The_entry_in_BibTeX_parses_and_is_of_the_paper(string id)
    {
        ExplainerCard card = Catalogue.Find(id);
        Match entry = Entry().Match(card.Bibtex);
        Dictionary<string, string> fields = entry
            .Groups["field"]
            .Captures.Zip(entry.Groups["value"].Captures)
            .ToDictionary(f => f.First.Value, f => f.Second.Value, StringComparer.Ordinal);

        Assert.True(entry.Success, card.Bibtex);
        Assert.Equal(card.Bibtex.Count(c => c == '{'), card.Bibtex.Count(c => c == '}'));
        Assert.All(["author", "title", "year"], field => Assert.Contains(field, fields.Keys));
        Assert.Contains(fields["year"], card.Paper, StringComparison.Ordinal);
        Assert.StartsWith(fields["author"].Split(',')[0], card.Paper, StringComparison.Ordinal);
    }

    [Theory, MemberData(nameof(Methods))]
    public void The_map_has_the_resolution_that_the_card_tells(string id)
    {
        using IDisposable scope = torch.NewDisposeScope();
        Network network = Open(ReferenceNetworks.Serving(id));
        List<Explainer> explainers = [Few.Create(id)];
        if (Catalogue.OptionsOf(id).Any(o => o.Type == "layer"))
            explainers.Add(Few.Create(id, new() { [Catalogue.OptionsOf(id).First(o => o.Type == "layer").Name] = network.DefaultLayer }));
        if (Catalogue.OptionsOf(id).Any(o => o.Name == "finish"))
            explainers.Add(Few.Create(id, new() { ["finish"] = "pytorch-grad-cam" }));

        foreach (Explainer explainer in explainers)
        {
            using Attribution map = explainer.Explain(network, Input(network));
            IReadOnlyList<long> shape = explainer.Card.Resolution switch
            {
                "input" => network.InputShape,
                "layer" => network.ShapeOf(network.DefaultLayer),
                string other => throw new InvalidOperationException(other),
            };
            Assert.Equal(shape.Skip(1), map.Values.shape[2..]);
        }
    }

    [Theory, MemberData(nameof(Methods))]
    public void The_map_changes_with_the_class_if_the_card_says_so(string id)
    {
        using IDisposable scope = torch.NewDisposeScope();
        Explainer explainer = Few.Create(id);
        foreach (Network network in Served(explainer))
        {
            torch.Tensor input = Input(network);
            using Attribution first = explainer.Explain(network, input, 0),
                second = explainer.Explain(network, input, 1);
            bool same = first.Values.equal(second.Values).all().item<bool>();
            Assert.Equal(explainer.Card.ClassDiscriminative == "no" && !IsGated(explainer), same);
        }
    }

    /// <summary>
    /// Guided backpropagation and DeconvNet do change, but not in what a picture tells: "no" there is a judgement (Adebayo et al. 2018; Nie
    /// et al. 2018), not an identity.
    /// </summary>
    private static bool IsGated(Explainer explainer) => explainer is GatedBackprop;

    [Theory, MemberData(nameof(Methods))]
    public void Negative_values_occur_if_and_only_if_the_card_calls_the_map_signed(string id)
    {
        using IDisposable scope = torch.NewDisposeScope();
        Explainer explainer = Few.Create(id);

        bool negative = Served(explainer).Any(n => HasNegative(explainer, n));
        // Where the last layer is behind a ReLU, a weighted sum with weights from 0 up has no negative value; before it there is one.
        if (!negative && explainer.Card is { Signed: true, AtLayer: true })
            negative = Served(explainer)
                .Any(n => HasNegative(Few.Create(id, new() { ["layer"] = n.Layers.OfType<Convolution>().Last().Name }), n));

        Assert.Equal(explainer.Card.Signed, negative);
    }

    private static bool HasNegative(Explainer explainer, Network network) =>
        Enumerable
            .Range(0, network.Classes)
            .Any(c =>
            {
                using Attribution map = explainer.Explain(network, Input(network), c);
                return map.Values.lt(0).any().item<bool>();
            });

    [Theory, MemberData(nameof(Methods))]
    public void A_promise_is_made_if_and_only_if_the_card_tells_one(string id)
    {
        using IDisposable scope = torch.NewDisposeScope();
        Explainer explainer = Few.Create(id);
        foreach (Network network in Served(explainer))
        {
            using Attribution map = explainer.Explain(network, Input(network));
            string told = explainer.Card.Completeness;
            Assert.Equal(told.StartsWith("No promise", StringComparison.Ordinal) ? 0 : map.Targets.Count, map.Promises.Count);
            Assert.All(map.Promises, p => Assert.StartsWith(p.Kind, told, StringComparison.OrdinalIgnoreCase));
        }
    }

    /// <summary>Parts of passes depend on the network, so the card's number is the mean over five, rounded.</summary>
    [Theory, MemberData(nameof(Methods))]
    public void The_cost_in_passes_is_what_was_measured(string id)
    {
        Explainer explainer = Few.Create(id);

        AssertCosts(explainer, 0.5);
    }

    /// <summary>
    /// Options that may change how many passes are made: every choice, every switch, every whole number of a short range, the least and
    /// twice the default of a long one.
    /// </summary>
    public static TheoryData<string, string, string> Variants
    {
        get
        {
            TheoryData<string, string, string> all = [];
            foreach (ExplainerCard card in Catalogue.Cards)
            foreach (OptionInfo option in Catalogue.OptionsOf(card.Id))
            foreach (
                string value in ValuesOf(option with { Default = Few.Of(card.Id, option.Name) ?? option.Default })
                    .Where(v => v != option.Default?.ToJsonString())
            )
                all.Add(card.Id, option.Name, value);
            return all;
        }
    }

    private static IEnumerable<string> ValuesOf(OptionInfo option) =>
        option switch
        {
            { Type: "method" } => [], // the passes of another method, times the samples
            { Choices: { } choices } => choices.Select(c => $"\"{c}\""),
            { Type: "boolean" } => ["true", "false"],
            { Type: "integer", Minimum: { } low, Maximum: { } high } when high - low < 4 => Enumerable
                .Range((int)low, (int)(high - low) + 1)
                .Select(n => $"{n}"),
            { Type: "integer", Minimum: { } low, Maximum: { } high, Default: { } usual } => [$"{low}", $"{Math.Min(high, 2 * (int)usual)}"],
            _ => [],
        };

    [Theory, MemberData(nameof(Variants))]
    public void The_cost_in_passes_is_that_with_the_chosen_options(string id, string option, string value) =>
        AssertCosts(Few.Create(id, new() { [option] = JsonNode.Parse(value) }), 0.7);

    private static void AssertCosts(Explainer explainer, double tolerance)
    {
        using IDisposable scope = torch.NewDisposeScope();
        (double Forwards, double Backwards)[] measured = [.. Served(explainer).Select(network => Cost(explainer, network))],
            told = [.. Served(explainer).Select(explainer.CostOn)];

        Assert.Equal(told.Average(t => t.Forwards), measured.Average(m => m.Forwards), Spared(explainer, told) + tolerance);
        Assert.Equal(told.Average(t => t.Backwards), measured.Average(m => m.Backwards), tolerance);
    }

    /// <summary>How many passes may be fewer than told: channels that make the same mask are run once, and for windows only what
    /// changes.</summary>
    private static double Spared(Explainer explainer, (double Forwards, double Backwards)[] told) =>
        explainer is ScoreCam or Occlusion ? told.Average(t => t.Forwards) - 2 : 0;

    private static (double Forwards, double Backwards) Cost(Explainer explainer, Network network)
    {
        using Attribution map = explainer.Explain(network, Input(network));
        return (map.Forwards, map.Backwards);
    }

    /// <summary>Options that name the layer to which a walk goes, alone and with every switch on.</summary>
    public static TheoryData<string, string, bool> LayerOptions
    {
        get
        {
            TheoryData<string, string, bool> all = [];
            foreach (ExplainerCard card in Catalogue.Cards)
            foreach (OptionInfo option in Catalogue.OptionsOf(card.Id).Where(o => o.Name is "layer" or "furtherLayers" or "contrast"))
            {
                all.Add(card.Id, option.Name, false);
                all.Add(card.Id, option.Name, true);
            }
            return all;
        }
    }

    /// <summary>How much of the network lies behind a layer, only the network knows: the card tells the whole, so that no map costs
    /// more.</summary>
    [Theory, MemberData(nameof(LayerOptions))]
    public void With_an_early_layer_no_more_passes_are_made_than_the_card_says(string id, string option, bool switched)
    {
        using IDisposable scope = torch.NewDisposeScope();
        foreach (Network network in Served(Few.Create(id)))
        {
            string first = network.Layers.OfType<Convolution>().First().Name;
            JsonObject options = new()
            {
                [option] = Catalogue.OptionsOf(id).Single(o => o.Name == option).Type == "layers" ? new JsonArray(first) : first,
            };
            foreach (OptionInfo other in Catalogue.OptionsOf(id).Where(o => switched && o.Type == "boolean"))
                options[other.Name] = true;
            Explainer explainer = Few.Create(id, options);
            (double forwards, double backwards) = Cost(explainer, network);
            Assert.InRange(forwards, 0, explainer.CostOn(network).Forwards + 0.7);
            Assert.InRange(backwards, 0, explainer.CostOn(network).Backwards + 0.7);
        }
    }

    [GeneratedRegex(
        @"^@(article|inproceedings|incollection|misc)\{[a-z0-9]+(, (?<field>[a-z]+) = \{(?<value>[^{}]+)\})+\}$",
        RegexOptions.ExplicitCapture
    )]
    private static partial Regex Entry();
}
