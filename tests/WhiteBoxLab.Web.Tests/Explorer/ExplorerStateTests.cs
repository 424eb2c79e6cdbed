using System.Text.Json.Nodes;
using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Explorer;
using WhiteBoxLab.Web.Explorer.Runs;
using WhiteBoxLab.Web.Layout;

namespace WhiteBoxLab.Web.Tests;

public sealed class ExplorerStateTests
{
    private readonly ExplorerState state = new();

    private static MethodCard Method(string id, double passes) => new(id, id, "structure", "", passes, 0, false, "yes", true, "", []);

    private static NetworkCard Network(string name, params string[] obstacles) =>
        new(name, 2, 8, 8, 1, ["one", "two"], [], "conv") { Obstacles = obstacles.ToDictionary(id => id, _ => "It has no gate.") };

    private static CatalogueProduced Two =>
        new(
            [Method("saliency", 2), Method("guided-backprop", 2), Method("grad-cam", 1)],
            [Network("plain", "guided-backprop"), Network("gated")],
            "gated"
        );

    [Fact]
    public void The_default_network_is_the_one_that_the_catalogue_names_not_the_first()
    {
        Assert.Null(state.Network);

        state.Know(Two);

        Assert.Equal("gated", state.Network!.Name);
        Assert.Equal(["grad-cam", "saliency", "guided-backprop"], state.Wanted.Select(card => card.Id));
    }

    [Fact]
    public void Another_network_forgets_what_was_seen_and_the_methods_that_cannot_explain_it()
    {
        state.Know(Two);
        state.Photo = RunPhoto.Sample("chelsea");
        (state.Seen, state.Target) = (new PhotoClassified(1, 1, 0, 0, 1, 1, "", "", [new ClassPrediction(1, "two", 1, 1)]), 1);

        state.Use("plain");

        Assert.Equal("plain", state.Request!.Network);
        Assert.Equal((null, null), (state.Seen, state.Target));
        Assert.Equal(["grad-cam", "saliency"], state.Wanted.Select(card => card.Id));
    }

    [Fact]
    public void Another_network_forgets_layers_that_it_does_not_have_and_prices()
    {
        OptionCard layer = new("layer", "layer", null, null, null, null, ""),
            further = new("furtherLayers", "layers", null, null, null, null, "");
        NetworkCard gated = Network("gated") with { Layers = [new LayerCard("conv", "conv2d", [1, 2, 2])] };
        state.Know(new CatalogueProduced([Method("grad-cam", 1) with { Options = [layer, further] }], [Network("plain"), gated], "plain"));
        JsonObject options = new()
        {
            ["relu"] = false,
            ["layer"] = "conv",
            ["furtherLayers"] = new JsonArray("conv", "head"),
        };
        state.Chosen["grad-cam"] = new ChosenMethod(options, new PassEstimate(6, 0));

        state.Use("gated");
        Assert.Equal("""{"relu":false,"layer":"conv"}""", state.Chosen["grad-cam"].Options!.ToJsonString());
        Assert.Null(state.Chosen["grad-cam"].Cost);
        state.Use("plain");

        Assert.Equal("""{"relu":false}""", state.Chosen["grad-cam"].Options!.ToJsonString());
    }

    [Fact]
    public void The_same_network_by_its_name_changes_nothing()
    {
        state.Know(Two);
        state.Target = 1;

        state.Use("gated");

        Assert.Equal(1, state.Target);
    }

    [Fact]
    public void A_network_that_the_catalogue_does_not_have_cannot_be_run()
    {
        state.Use("nowhere");
        state.Know(Two);
        state.Photo = RunPhoto.Sample("chelsea");

        Assert.Null(state.Network);
        Assert.Null(state.Request);
        Assert.Equal("There is no network 'nowhere' in this lab. There is plain, gated.", Words.NoNetwork("nowhere", state.Catalogue!));
    }

    [Fact]
    public void The_passes_are_those_of_the_cards_and_of_the_kernel_for_what_has_options()
    {
        state.Know(Two);
        state.Chosen["grad-cam"] = new ChosenMethod(new JsonObject { ["augSmooth"] = true }, new PassEstimate(6, 0));

        Assert.Equal(10, state.Passes);
        Assert.Equal(["saliency", "guided-backprop", "grad-cam"], state.Wanted.Select(card => card.Id));
    }
}
