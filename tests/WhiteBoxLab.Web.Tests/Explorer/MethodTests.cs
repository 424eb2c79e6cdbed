using System.Text.Json.Nodes;
using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Explorer;

namespace WhiteBoxLab.Web.Tests;

public sealed class MethodTests
{
    private static readonly OptionCard Steps = new("steps", "integer", 50, 1, 1000, null, ""),
        Low = new("low", "numbers", null, null, null, null, ""),
        Rules = new("composite", "composite", null, null, null, ["epsilon-plus"], "");

    private static MethodCard Card(string id, double passes, bool atLayer = false, string group = "other", params OptionCard[] options) =>
        new(id, id.ToUpperInvariant(), "structure", "", passes, 0, atLayer, "yes", true, "A paper of 2017", options) { Group = group };

    [Fact]
    public void A_wrong_value_has_its_sentence_until_it_is_right()
    {
        OptionForm form = new(Card("ig", 2, options: Steps), null);

        form.Type(Steps, "1001");
        Assert.Equal(("1 to 1000.", false, "1001"), (form.ProblemOf(Steps), form.IsReadable, form.TextOf(Steps)));
        form.Type(Steps, "100");

        Assert.True(form.IsReadable);
        Assert.Equal("""{"steps":100}""", form.Differing()!.ToJsonString());
    }

    [Theory]
    [InlineData("50")]
    [InlineData("")]
    public void What_equals_its_default_is_left_out(string text)
    {
        OptionForm form = new(Card("ig", 2, options: Steps), new JsonObject { ["steps"] = 8 });

        form.Type(Steps, text);

        Assert.Null(form.Differing());
    }

    [Theory]
    [InlineData("-2.1, -2 -1.8", "[-2.1,-2,-1.8]", null)]
    [InlineData("1", "[1]", null)]
    [InlineData("1, x", null, "'x' is no number.")]
    public void A_list_of_numbers_is_read_or_refused(string text, string? value, string? problem)
    {
        OptionForm form = new(Card("a", 1, options: Low), null);

        form.Type(Low, text);

        Assert.Equal(value, form.Differing()?["low"]?.ToJsonString());
        Assert.StartsWith(problem ?? "", form.ProblemOf(Low) ?? "", StringComparison.Ordinal);
        Assert.Equal(problem is null, form.IsReadable);
    }

    [Fact]
    public void Layers_are_names_and_none_is_the_default()
    {
        OptionCard layers = new("furtherLayers", "layers", null, null, null, null, "");
        OptionForm form = new(Card("layer-cam", 1, options: layers), null);

        form.Type(layers, "block1.add, head.2");
        Assert.Equal("""{"furtherLayers":["block1.add","head.2"]}""", form.Differing()!.ToJsonString());
        Assert.Equal("block1.add, head.2", new OptionForm(Card("layer-cam", 1, options: layers), form.Differing()).TextOf(layers));
        form.Type(layers, "");

        Assert.Null(form.Differing());
    }

    [Fact]
    public void A_method_costs_what_its_card_says_and_with_options_what_the_kernel_says()
    {
        MethodCard card = Card("ig", 52, options: Steps);
        JsonObject finer = new() { ["steps"] = 100 };

        Assert.Equal("52 F", ChosenMethod.AsItIs.CostBy(card)!.ToString());
        Assert.Null(new ChosenMethod(finer, null).CostBy(card));
        PassEstimate told = new ChosenMethod(finer, new PassEstimate(102, 100.5)).CostBy(card)!;
        Assert.Equal(("102 F 100.5 B", "102 forward, 100.5 backward", 202.5), (told.ToString(), told.InWords(), told.Sum));
    }

    [Fact]
    public void Rules_are_a_name_or_JSON_and_half_written_JSON_says_where_it_ends()
    {
        OptionForm form = new(Card("lrp", 3, options: Rules), null);

        form.Type(Rules, "epsilon-plus");
        Assert.Equal("epsilon-plus", (string?)form.Differing()!["composite"]);
        form.Type(Rules, "{\n  \"conv2d\": \n}");
        Assert.StartsWith("Line 3 is not JSON yet: ", form.ProblemOf(Rules), StringComparison.Ordinal);
        form.Type(Rules, """{"conv2d": "flat"}""");
        Assert.Equal("""{"conv2d":"flat"}""", form.Differing()!["composite"]!.ToJsonString());
    }

    [Theory]
    [InlineData("All CAMs", "grad-cam cam grad-cam-plus-plus")]
    [InlineData("LRP rules", "lrp-flat")]
    [InlineData("Everything under a second", "grad-cam cam grad-cam-plus-plus lrp-flat lrp")]
    [InlineData("None", "")]
    public void A_preset_holds_what_it_says(string name, string ids)
    {
        MethodCard[] cards =
        [
            Card("grad-cam", 1, true),
            Card("cam", 1, true),
            Card("grad-cam-plus-plus", 1, true),
            Card("lrp-flat", 3),
            Card("lrp", 3),
            Card("ig", 102),
            Card("exact-second", 10),
        ];

        Assert.Equal(ids, string.Join(' ', MethodPreset.All.Single(preset => preset.Name == name).Of(cards, 0.1).Select(card => card.Id)));
    }

    [Fact]
    public void Without_a_pace_nothing_is_under_a_second() =>
        Assert.Empty(MethodPreset.All.Single(preset => preset.Name == "Everything under a second").Of([Card("cam", 1)], null));

    [Fact]
    public void Methods_are_grouped_by_family_or_by_kind_and_found_by_words()
    {
        MethodCard[] cards = [Card("b", 1, group: "other"), Card("a", 1, group: "activation-maps"), Card("c", 1, group: "activation-maps")];

        Assert.Equal(["structure"], MethodGrouping.Of(cards, null, byGroup: false).Select(group => group.Key));
        Assert.Equal(["activation-maps", "other"], MethodGrouping.Of(cards, " ", byGroup: true).Select(group => group.Key));
        Assert.Equal(
            ["a", "c"],
            MethodGrouping.Of(cards, "2017 Activation", byGroup: false).SelectMany(group => group).Select(card => card.Id)
        );
        Assert.Empty(MethodGrouping.Of(cards, "paper nothing", byGroup: true));
    }
}
