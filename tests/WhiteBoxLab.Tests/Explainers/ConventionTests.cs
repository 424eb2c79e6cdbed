using System.Text;
using System.Text.Json.Nodes;
using TorchSharp;
using Xunit;

namespace WhiteBoxLab.Tests;

/// <summary>A convention chooses among a method's own options, and with it the library's numbers come out.</summary>
public sealed class ConventionTests
{
    private static readonly Dictionary<string, Convention> Libraries = new(StringComparer.Ordinal)
    {
        ["captum"] = Convention.Captum,
        ["zennit"] = Convention.Zennit,
        ["grad-cam"] = Convention.PytorchGradCam,
        ["captum-masks"] = Convention.Captum,
        ["captum-neurons"] = Convention.Captum,
        ["grad-cam-masks"] = Convention.PytorchGradCam,
    };

    /// <summary>
    /// What the library itself gives its users: pytorch-grad-cam's maps before the finish are internals, and other rules than the named
    /// ones are options.
    /// </summary>
    private static IEnumerable<(ReferenceCase Case, string Id)> Followed =>
        ReferenceCase
            .All.Where(c =>
                Libraries.ContainsKey(c.Library)
                && !c.Id.EndsWith("-raw", StringComparison.Ordinal)
                && !c.Id.Contains("eigen-smooth", StringComparison.Ordinal)
            )
            .Select(c => (c, IdOf(c)))
            .Where(f => f.Item2 is not null && Catalogue.ConventionsOf(f.Item2).Any(v => v.Convention == Libraries[f.c.Library]))!;

    public static TheoryData<string, string> Cases => [.. Followed.Select(f => (f.Case.Name, f.Id))];

    private static string? IdOf(ReferenceCase reference) =>
        reference.Method switch
        {
            "lrp" when reference.Library == "captum" => reference.Id == "lrp-epsilon-1e-09" ? "lrp" : null,
            "lrp" => Catalogue.Cards.Select(c => c.Id).FirstOrDefault(id => id == $"lrp-{reference.Id.Split("-at-")[0]}"),
            "layer-gradient-x-activation" => "input-x-gradient",
            "layer-deep-lift" => "deep-lift",
            "excitation-backprop" => reference.Id.Contains("zero-bias", StringComparison.Ordinal) ? null : reference.Method,
            "sglrp" or "clrp" or "contrastive-excitation-backprop" => null,
            _ => Catalogue.Cards.Any(c => c.Id == reference.Method) ? reference.Method : null,
        };

    [Theory, MemberData(nameof(Cases))]
    public void Each_convention_gives_its_librarys_numbers_with_no_option_but_those_the_user_of_the_library_gives(string name, string id)
    {
        using IDisposable scope = torch.NewDisposeScope();
        ReferenceCase reference = ReferenceCase.All.Single(c => c.Name == name);
        torch.Tensor? baseline = reference.BaselineOf(torch.float64, torch.tensor(reference.Samples.Select(n => (long)n).ToArray()));

        Explainer explainer = Catalogue.Create(
            id,
            Given(reference, id),
            key => key == "segments" ? reference.Cut! : baseline!,
            Libraries[reference.Library]
        );

        Assert.InRange(reference.Deviation(torch.float64, explainer), 0, 1e-6);
    }

    /// <summary>
    /// What the case says was given to the library: layer or layers, augmented smoothing, baseline, steps, the range of pixels; and
    /// Captum's saliency was asked for signs.
    /// </summary>
    private static JsonObject Given(ReferenceCase reference, string id)
    {
        JsonObject given = [];
        if (reference.Layer is not null && Catalogue.OptionsOf(id).Any(o => o.Name == "layer"))
            given["layer"] = reference.Layer;
        if (reference.Layers is [.. var further, var last])
            (given["layer"], given["furtherLayers"]) = (last, new JsonArray([.. further.Select(l => JsonValue.Create(l))]));
        if (reference.Options["aug_smooth"] is not null)
            given["augSmooth"] = true;
        foreach (string option in (string[])["baseline", "steps", "quadrature", "abs"])
            if (reference.Options[option] is JsonValue value && Catalogue.OptionsOf(id).Any(o => o.Name == option))
                given[option] = value.ToString() == "first-of-pool" ? "file" : value.DeepClone();
        foreach (string side in (string[])["window", "stride"])
            if (reference.Options[side] is JsonArray sides)
                given[side] = (int)sides[1]!;
        if (reference.Options["neuron"] is not null && Catalogue.OptionsOf(id).Any(o => o.Name == "neuron"))
            given["neuron"] = reference.Options["neuron"]!.DeepClone();
        if (reference.Options["segments"] is not null)
            given["segments"] = "file";
        foreach (string side in (string[])["low", "high"])
            if (id.EndsWith("-box", StringComparison.Ordinal))
                given[side] = reference.Options["first layer"]![side]!.DeepClone();
        return given;
    }

    [Fact]
    public void Every_convention_has_reference_numbers_or_is_the_papers() =>
        Assert.All(
            Catalogue.Cards.SelectMany(c =>
                Catalogue.ConventionsOf(c.Id).Where(v => v.Convention != Convention.Paper).Select(v => (c.Id, v.Convention))
            ),
            v =>
                Assert.True(
                    Followed.Any(f => f.Id == v.Id && Libraries[f.Case.Library] == v.Convention) || WithoutNumbers.Contains(v),
                    $"{v}"
                )
        );

    /// <summary>Zennit's SmoothGrad, IG and plain gradient have no stored maps; its Lrp is any composite.</summary>
    private static readonly (string, Convention)[] WithoutNumbers =
    [
        ("saliency", Convention.Zennit),
        ("integrated-gradients", Convention.Zennit),
        ("lrp", Convention.Zennit),
    ];

    [Theory, MemberData(nameof(LawTests.Methods), MemberType = typeof(LawTests))]
    public void A_convention_chooses_options_that_the_method_has(string id)
    {
        foreach (ConventionInfo convention in Catalogue.ConventionsOf(id))
        {
            JsonObject options = Catalogue.Create(id, convention: convention.Convention).Options;
            Assert.All(convention.Options, o => Assert.Contains(o.Key, options.Select(p => p.Key)));
            Assert.EndsWith(".", convention.Note, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Options_of_ones_own_go_before_the_conventions() =>
        Assert.False((bool)Catalogue.Create("saliency", new() { ["abs"] = false }, convention: Convention.Captum).Options["abs"]!);

    [Fact]
    public void A_convention_that_a_method_has_not_is_refused_with_a_list() =>
        Assert.Equal(
            "'fem' has no convention 'captum'. It has paper, pytorch-grad-cam.",
            Assert.Throws<ArgumentException>(() => Catalogue.Create("fem", convention: Convention.Captum)).Message
        );

    [Fact]
    public void The_page_of_conventions_is_up_to_date() => Page.Holds("docs/conventions.md", Conventions());

    private static string Conventions()
    {
        StringBuilder text = new(
            "# Conventions\n\nLibraries that give a method the same name do not compute the same. A convention chooses, among "
                + "a method's own options, what a library (or the paper) does; `Catalogue.Create(id, convention: ...)` and\n`explain "
                + "--convention` follow it, options of your own go first. Without one a method gives raw, signed values at its own "
                + "resolution. The tests hold each library's convention against that library's stored maps.\n\n| method | convention "
                + "| options | what that amounts to |\n|---|---|---|---|\n"
        );
        foreach (ExplainerCard card in Catalogue.Cards.OrderBy(c => c.Id, StringComparer.Ordinal))
        foreach (ConventionInfo c in Catalogue.ConventionsOf(card.Id))
            text.Append(
                System.Globalization.CultureInfo.InvariantCulture,
                $"| {card.Id} | {Kebab.Of(c.Convention)} | {(c.Options.Count == 0 ? "" : $"`{c.Options.ToJsonString()}`")} | {c.Note} |\n"
            );
        return text.ToString();
    }
}
