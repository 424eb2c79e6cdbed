using System.Text.Json.Nodes;
using TorchSharp;
using Xunit;
using F = TorchSharp.torch.nn.functional;

namespace WhiteBoxLab.Tests;

/// <summary>Maps that are made of several finished ones equal those made one by one: six pictures of a photo, and several layers.</summary>
public sealed class CamOptionTests
{
    private const string Net = "resnet-mini",
        Early = "layer2.0.relu2",
        Late = "layer3.0.relu2";

    public static TheoryData<string> Augmented =>
        [.. Catalogue.Cards.Select(c => c.Id).Where(id => Catalogue.OptionsOf(id).Any(o => o.Name == "augSmooth"))];

    public static TheoryData<string> Fused =>
        [.. Catalogue.Cards.Select(c => c.Id).Where(id => Catalogue.OptionsOf(id).Any(o => o.Type == "layers"))];

    private static Network Network => ReferenceNetworks.Shared(Net, torch.float64);

    private static torch.Tensor Input => ReferenceNetworks.Tensor(Net, "input", torch.float64);

    private static torch.Tensor Map(Explainer explainer, torch.Tensor input, Target? target = null)
    {
        using Attribution map = explainer.Explain(Network, input, target);
        return map.Values.clone();
    }

    private static torch.Tensor Six(Func<torch.Tensor, torch.Tensor> map, torch.Tensor input) =>
        torch.stack(((double[])[0.9, 1, 1.1]).SelectMany(f => (torch.Tensor[])[map(input * f), map(input.flip(3) * f).flip(3)])).mean([0L]);

    [Theory, MemberData(nameof(Augmented))]
    public void Augmented_smoothing_is_the_mean_of_six_maps_mirrored_back_of_a_photo_and_of_a_batch(string id)
    {
        using IDisposable scope = torch.NewDisposeScope();
        foreach (string finish in (string[])["none", "pytorch-grad-cam"])
        foreach (torch.Tensor input in (torch.Tensor[])[Input[..1], Input, torch.cat([Input, Input, Input])])
            TensorAssert.Close(
                Six(x => Map(Catalogue.Create(id, new() { ["finish"] = finish }), x, 3), input),
                Map(Catalogue.Create(id, new() { ["finish"] = finish, ["augSmooth"] = true }), input, 3),
                1e-9,
                $"{id}, {finish}, {input.shape[0]}"
            );
    }

    public static TheoryData<string> Targets => ["mixture", "neuron", "top"];

    [Theory, MemberData(nameof(Targets))]
    public void All_six_are_maps_of_what_the_photo_as_it_is_is_explained_for(string kind)
    {
        using IDisposable scope = torch.NewDisposeScope();
        int[] top = [.. Network.Scores(Input).argmax(1).data<long>().Select(c => (int)c)];
        Target target = kind switch
        {
            "mixture" => Target.Mixture([1, -1, .. new double[8]]),
            "neuron" => Target.Neuron(Late, 1, 2, 3),
            _ => Target.Top,
        };

        using Attribution map = new GradCam(Early, augSmooth: true).Explain(Network, Input, target),
            plain = new GradCam(Early).Explain(Network, Input, target);

        TensorAssert.Close(
            Six(x => Map(new GradCam(Early), x, kind == "top" ? Target.Classes(top) : target), Input),
            map.Values,
            1e-9,
            kind
        );
        Assert.Equal(plain.Targets, map.Targets);
        Assert.Equal(plain.TargetScores, map.TargetScores);
    }

    [Fact]
    public void Six_pictures_cost_six_passes_tell_of_each_part_and_share_the_first_with_others()
    {
        using IDisposable scope = torch.NewDisposeScope();
        List<(int Done, int Total, double? Sum)> steps = [];
        using SharedPasses shared = new();
        torch.Tensor input = Input;
        using Attribution plain = new HiResCam().Explain(Network, input, null, null, shared, default);

        using Attribution map = new GradCam(augSmooth: true).Explain(
            Network,
            input,
            null,
            new Listener(s => steps.Add((s.Done, s.Total, s.Partial?.sum().item<double>()))),
            shared,
            default
        );

        Assert.Equal((1, 5), (plain.Forwards, map.Forwards));
        Assert.Equal([(1, 6), (3, 6), (5, 6), (6, 6)], steps.Select(s => (s.Done, s.Total)));
        Assert.Equal(Map(new GradCam(), input).sum().item<double>(), steps[0].Sum!.Value, 1e-9);
    }

    [Fact]
    public void Augmented_smoothing_stops_between_its_pictures()
    {
        using IDisposable scope = torch.NewDisposeScope();
        using CancellationTokenSource source = new();

        Assert.ThrowsAny<OperationCanceledException>(() =>
            new GradCam(augSmooth: true).Explain(Network, Input, null, new Listener(_ => source.Cancel()), source.Token)
        );
    }

    [Theory, MemberData(nameof(Fused))]
    public void Two_layers_give_the_mean_of_both_maps_each_cut_scaled_and_resized(string id)
    {
        using IDisposable scope = torch.NewDisposeScope();
        torch.Tensor[] each =
        [
            .. ((string[])[Late, Early]).Select(layer =>
                F.interpolate(
                    CamFinishes.Scaled(Map(Catalogue.Create(id, new() { ["layer"] = layer }), Input).relu()),
                    Input.shape[2..],
                    mode: torch.InterpolationMode.Bilinear,
                    align_corners: false
                )
            ),
        ];
        torch.Tensor mean = (each[0] + each[1]) / 2;

        JsonObject options = new() { ["layer"] = Late, ["furtherLayers"] = new JsonArray(Early) };
        TensorAssert.Close(mean, Map(Catalogue.Create(id, options), Input), 1e-9, id);
        options["finish"] = "pytorch-grad-cam";
        TensorAssert.Close(CamFinishes.Scaled(mean), Map(Catalogue.Create(id, options), Input), 1e-9, id);
        options["augSmooth"] = true;
        TensorAssert.Close(
            Six(
                x =>
                    Map(
                        Catalogue.Create(
                            id,
                            new()
                            {
                                ["layer"] = Late,
                                ["furtherLayers"] = Early,
                                ["finish"] = "pytorch-grad-cam",
                            }
                        ),
                        x,
                        3
                    ),
                Input
            ),
            Map(Catalogue.Create(id, options), Input, 3),
            1e-9,
            id
        );
    }

    /// <summary>Neither of two branches lies on the way back to the other; a layer that is named twice counts once.</summary>
    [Theory]
    [InlineData("layer2.0.conv1", "layer2.0.downsample.0")]
    [InlineData("layer1.0.relu2", "layer2.0.downsample.1")]
    [InlineData("layer3.0.relu2", "layer2.0.conv1")]
    [InlineData("layer2.0.relu2", "layer2.0.relu2")]
    public void Layers_may_lie_on_different_branches_in_any_order(string first, string second)
    {
        using IDisposable scope = torch.NewDisposeScope();
        torch.Tensor fused = Map(new LayerCam(first, furtherLayers: [second]), Input),
            turned = Map(new LayerCam(second, furtherLayers: [first, second]), Input);
        torch.Tensor[] each = [.. ((string[])[first, second]).Select(layer => Map(new LayerCam(layer, furtherLayers: [layer]), Input))];

        TensorAssert.Close((each[0] + each[1]) / 2, fused, 1e-9, first);
        TensorAssert.Close(fused, turned, 1e-9, second);
    }

    [Fact]
    public void Several_layers_take_one_pass_and_the_walk_back_to_the_earliest_which_other_methods_share()
    {
        using IDisposable scope = torch.NewDisposeScope();
        using SharedPasses shared = new();
        torch.Tensor input = Input;
        using Attribution early = new LayerCam(Early).Explain(Network, input),
            fused = new LayerCam(Late, furtherLayers: [Early]).Explain(Network, input, null, null, shared, default);

        using Attribution other = new HiResCam(Late, furtherLayers: [Early]).Explain(Network, input, null, null, shared, default);

        Assert.Equal((early.Forwards, early.Backwards), (fused.Forwards, fused.Backwards));
        Assert.Equal((0, 0), (other.Forwards, other.Backwards));
        TensorAssert.Close(Map(new HiResCam(Late, furtherLayers: [Early]), Input), other.Values, 1e-9, "shared");
    }

    [Fact]
    public void Cards_and_code_follow_the_options()
    {
        Explainer smooth = new GradCam(augSmooth: true),
            fused = new LayerCam(Late, furtherLayers: [Early]);

        Assert.Equal((6, "layer", true), (smooth.Card.Forwards, smooth.Card.Resolution, smooth.Card.Signed));
        Assert.Equal((1, "input", false), (fused.Card.Forwards, fused.Card.Resolution, fused.Card.Signed));
        Assert.Equal($"new LayerCam(layer: \"{Late}\", furtherLayers: [\"{Early}\"])", Catalogue.CodeOf(fused));
        Assert.Equal(
            $$"""{"layer":"{{Late}}","relu":false,"finish":"none","augSmooth":false,"furtherLayers":["{{Early}}"]}""",
            fused.Options.ToJsonString()
        );
        Assert.Equal("new LayerCam()", Catalogue.CodeOf(new LayerCam(furtherLayers: [])));
    }

    private sealed class Listener(Action<Step> report) : IProgress<Step>
    {
        public void Report(Step value) => report(value);
    }
}
