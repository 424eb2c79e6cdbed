using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using AngleSharp.Dom;
using Bunit;
using MudBlazor;
using MudBlazor.Services;
using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Explorer;

namespace WhiteBoxLab.Web.Tests;

public sealed partial class OptionFieldTests : BunitContext
{
    private const string ByMethod = "as the method chooses";

    private static readonly NetworkCard Network = new(
        "tiny",
        2,
        8,
        8,
        1,
        ["dog", "cat"],
        [new LayerCard("first", "conv2d", [4, 8, 8]), new LayerCard("last", "conv2d", [16, 2, 2])],
        "last"
    );

    // What each kind shows at first, what is filled in, and what is written then.
    private static readonly Dictionary<string, Tried> Kinds = new()
    {
        ["integer"] = new(new("steps", "integer", 4, 1, 100, null, "How many."), "4", ["9"], "9"),
        ["number"] = new(new("alpha", "number", 1.5, 0, null, null, "How much."), "1.5", ["0,25"], "0.25"),
        ["numbers"] = new(new("low", "numbers", null, null, null, null, "Lowest values."), "", ["-2.1, -2"], "[-2.1,-2]"),
        ["text"] = new(new("file", "text", null, null, null, null, "A file."), "", ["mine.safetensors"], "\"mine.safetensors\""),
        ["baseline"] = new(new("baseline", "baseline", "zero", null, null, ["zero", "white"], "Where."), "zero", ["white"], "\"white\""),
        ["baselines"] = new(
            new("baselines", "baselines", "plain", null, null, ["plain"], "Compared with."),
            "plain",
            ["file:mine"],
            "\"file:mine\""
        ),
        ["method"] = new(
            new("method", "method", "saliency", null, null, ["saliency", "grad-cam"], "Which."),
            "saliency",
            ["grad-cam"],
            "\"grad-cam\""
        ),
        ["segments"] = new(
            new("segments", "segments", "superpixels:50", null, null, null, "Cut."),
            "superpixels:50",
            ["grid:8"],
            "\"grid:8\""
        ),
        ["segmentations"] = new(
            new("segments", "segmentations", "felzenszwalb", null, null, ["felzenszwalb"], "Cuts."),
            "felzenszwalb",
            ["file"],
            "\"file\""
        ),
        ["boolean"] = new(new("relu", "boolean", true, null, null, null, "Drops what is below zero."), "true", ["false"], "false"),
        ["choice"] = new(new("finish", "choice", "none", null, null, ["none", "scaled"], "How it ends."), "none", ["scaled"], "\"scaled\""),
        ["layer"] = new(new("layer", "layer", null, null, null, null, "The layer."), ByMethod, ["first · 4 × 8×8"], "\"first\""),
        ["layers"] = new(
            new("furtherLayers", "layers", null, null, null, null, "Layers."),
            "",
            ["last · 16 × 2×2", "first · 4 × 8×8"],
            "[\"last\",\"first\"]"
        ),
        ["composite"] = new(
            new("composite", "composite", null, null, null, ["epsilon-plus", "flat"], "Which rules."),
            ByMethod,
            ["flat"],
            "\"flat\""
        ),
    };

    private OptionForm form = new(FakeExplorer.Methods[0], null);
    private int changes;

    public OptionFieldTests()
    {
        Services.AddMudServices();
        JSInterop.Mode = JSRuntimeMode.Loose;
        Popovers = Render<MudPopoverProvider>();
    }

    private IRenderedComponent<MudPopoverProvider> Popovers { get; }

    public static TheoryData<string> Names => [.. Kinds.Keys];

    [Fact]
    public void Every_kind_of_option_that_the_library_has_is_filled_in_here()
    {
        string folder = Repository.Path("src", "WhiteBoxLab", "Options", "Kinds");
        IEnumerable<string> there = Directory
            .EnumerateFiles(folder, "*.cs")
            .Select(file => NamePattern().Match(File.ReadAllText(file)).Groups[1].Value);

        Assert.Equal(there.Where(name => name != "").Distinct().Order(), Kinds.Keys.Order());
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_kind_shows_its_name_its_summary_and_its_default_and_writes_what_is_filled_in(string kind)
    {
        Tried tried = Kinds[kind];
        IRenderedComponent<OptionField> field = Show(tried.Card);
        Assert.Equal(tried.AtFirst, Shown(field));
        Assert.Equal(tried.Card.Name, field.Find("label").TextContent.Trim());
        Assert.Contains(tried.Card.Summary, field.Markup, StringComparison.Ordinal);
        foreach (string one in tried.Filled)
            await FillAsync(field, one);

        Assert.Equal(tried.Written, form.Differing()?[tried.Card.Name]?.ToJsonString());
        Assert.Equal((tried.Filled.Length, true), (changes, form.IsReadable));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task A_kind_shows_what_was_given_and_goes_back_to_its_default(string kind)
    {
        Tried tried = Kinds[kind];
        IRenderedComponent<OptionField> field = Show(tried.Card, new JsonObject { [tried.Card.Name] = JsonNode.Parse(tried.Written) });
        Assert.NotEqual(tried.AtFirst, Shown(field));
        form.Reset();
        await field.InvokeAsync(() => field.Render());

        Assert.Equal(tried.AtFirst, Shown(field));
        Assert.Null(form.Differing());
    }

    [Theory]
    [InlineData("integer", "many", "A whole number is needed.")]
    [InlineData("integer", "2.5", "A whole number is needed.")]
    [InlineData("integer", "101", "1 to 100.")]
    [InlineData("number", "NaN", "A number is needed.")]
    [InlineData("number", "-1", "0 or more.")]
    [InlineData("numbers", "1, x", "'x' is no number. Write numbers separated by commas, such as -2.1, -2, -1.8.")]
    [InlineData("text", "{\"conv2d\"", "Line 1 is not JSON yet: ")]
    public void What_does_not_fit_is_refused_beside_the_field(string kind, string typed, string sentence)
    {
        IRenderedComponent<OptionField> field = Show(Kinds[kind].Card);
        field.Find("input").Input(typed);

        Assert.StartsWith(sentence, field.Find(".mud-input-error .mud-input-helper-text").TextContent.Trim(), StringComparison.Ordinal);
        Assert.Equal((typed, false), (Shown(field), form.IsReadable));
        field.Find("input").Input("");
        Assert.Equal((true, null), (form.IsReadable, form.Differing()));
    }

    [Fact]
    public async Task Rules_of_ones_own_begin_with_an_example_and_half_written_ones_are_told()
    {
        IRenderedComponent<OptionField> field = Show(Kinds["composite"].Card);
        await FillAsync(field, "rules of your own (JSON)");
        Assert.Equal("epsilon", (string?)form.Differing()!["composite"]!["linear"]);
        await field.DoAsync(shown => shown.Find("textarea").Input("""{"conv2d": """));
        Assert.StartsWith("Line 1 is not JSON yet: ", field.Find("[role=alert]").TextContent, StringComparison.Ordinal);
        await field.DoAsync(shown => shown.Find("textarea").Input("""{"conv2d": "flat"}"""));

        Assert.Empty(field.FindAll("[role=alert]"));
        Assert.Equal("""{"conv2d":"flat"}""", form.Differing()!["composite"]!.ToJsonString());
        await FillAsync(field, ByMethod);
        Assert.Empty(field.FindAll("textarea"));
        Assert.Null(form.Differing());
    }

    [Fact]
    public void A_kind_that_nobody_knows_is_a_field_for_text_and_what_begins_as_JSON_is_read_as_such()
    {
        OptionCard size = new("window", "size", null, null, null, null, "A height and a width.");
        IRenderedComponent<OptionField> field = Show(size);
        field.Find("input").Input("[3, 5]");

        Assert.Equal("""{"window":[3,5]}""", form.Differing()!.ToJsonString());
    }

    private IRenderedComponent<OptionField> Show(OptionCard option, JsonObject? given = null)
    {
        form = new OptionForm(FakeExplorer.Methods[0] with { Options = [option] }, given);
        return Render<OptionField>(field =>
            field
                .Add(one => one.Option, option)
                .Add(one => one.Form, form)
                .Add(one => one.Network, Network)
                .Add(one => one.OnChanged, () => changes++)
        );
    }

    private async Task FillAsync(IRenderedComponent<OptionField> field, string text)
    {
        if (field.FindAll("input[type=checkbox]") is [var box])
            await box.ChangeAsync(bool.Parse(text));
        else if (field.FindComponents<MudSelect<string>>().Count == 0)
            await field.Find("input").InputAsync(text);
        else
            await ChooseAsync(field, text);
    }

    private async Task ChooseAsync(IRenderedComponent<OptionField> field, string text)
    {
        if (Popovers.FindAll(".mud-list-item").Count == 0)
            await field.Find(".mud-input-control").MouseDownAsync();
        Popovers.Until(shown => Assert.NotEmpty(shown.FindAll(".mud-list-item")));
        IElement item = Popovers.FindAll(".mud-list-item").First(one => one.TextContent.Trim() == text);
        await item.ClickAsync();
    }

    // As somebody reads it.
    private static string? Shown(IRenderedComponent<OptionField> field)
    {
        IElement input = field.Find("input");
        return input.GetAttribute("type") switch
        {
            "checkbox" => input.HasAttribute("checked") ? "true" : "false",
            _ => input.GetAttribute("value") ?? "",
        };
    }

    [GeneratedRegex("string Name => \"(\\w+)\";")]
    private static partial Regex NamePattern();

    private sealed record Tried(OptionCard Card, string AtFirst, string[] Filled, string Written);
}
