using System.Text.Json.Nodes;
using TorchSharp;
using Xunit;

namespace WhiteBoxLab.Tests;

/// <summary>What methods must equal on real, if small, networks, in float64.</summary>
public sealed class IdentityTests
{
    private static Network Open(string name) => ReferenceNetworks.Shared(name, torch.float64);

    private static torch.Tensor Input(string name) => ReferenceNetworks.Tensor(name, "input", torch.float64);

    private static torch.Tensor Map(string name, Explainer explainer, Target? target = null)
    {
        using Attribution map = explainer.Explain(Open(name), Input(name), target ?? Target.Classes(ReferenceNetworks.Targets(name)));
        return map.Values.clone();
    }

    private static torch.Tensor Sums(torch.Tensor map) => map.flatten(1).sum([1]);

    private static torch.Tensor Scores(string name) =>
        Open(name)
            .Scores(Input(name))
            .gather(1, torch.tensor(ReferenceNetworks.Targets(name).Select(t => (long)t).ToArray()).unsqueeze(1))
            .squeeze(1);

    private static void Close(torch.Tensor expected, torch.Tensor actual, double tolerance = 1e-9) =>
        TensorAssert.Close(expected.view(expected.shape[0], -1), actual.view(actual.shape[0], -1), tolerance);

    [Fact]
    public void Without_biases_input_times_gradient_and_LRP_0_and_DeepLIFT_are_one_and_sum_to_the_score()
    {
        using IDisposable scope = torch.NewDisposeScope();
        torch.Tensor product = Map("plain-mini", new InputXGradient());

        Close(product, Map("plain-mini", new Lrp(Composite.Named("lrp-0"), start: RelevanceStart.Score)));
        Close(product, Map("plain-mini", new DeepLift()));
        Close(Scores("plain-mini"), Sums(product));
    }

    [Theory, InlineData("saliency"), InlineData("input-x-gradient")]
    public void A_gradient_equals_finite_differences(string id)
    {
        using IDisposable scope = torch.NewDisposeScope();
        Network network = Open("resnet-mini");
        torch.Tensor x = Input("resnet-mini")[..1],
            way = torch.randn(x.shape, torch.float64) * 1e-6;
        using Attribution map = Catalogue.Create(id).Explain(network, x, 3);
        torch.Tensor gradient = id == "saliency" ? map.Values : map.Values / x;

        double rise = ((network.Scores(x + way) - network.Scores(x - way))[0, 3] / 2).item<double>();

        Assert.Equal(rise, (gradient * way).sum().item<double>(), Math.Abs(rise) * 1e-5);
    }

    [Theory, MemberData(nameof(Small))]
    public void XGrad_CAM_sums_to_gradient_times_activation(string name)
    {
        using IDisposable scope = torch.NewDisposeScope();

        Close(Sums(Map(name, new HiResCam())), Sums(Map(name, new XGradCam())), 1e-6);
    }

    public static TheoryData<string> Small => [.. ReferenceNetworks.Small];

    [Theory, MemberData(nameof(Small))]
    public void Promises_of_completeness_are_kept(string name)
    {
        using IDisposable scope = torch.NewDisposeScope();
        torch.Tensor baseline = ReferenceNetworks.Tensor(name, "baseline", torch.float64);
        foreach (Explainer explainer in (Explainer[])[new FullGrad(), new DeepLift(Baseline.Of(baseline))])
            using (Attribution map = explainer.Explain(Open(name), Input(name)))
                Assert.All(map.Promises, p => Assert.InRange(p.RelativeError!.Value, 0, 1e-9));
        using Attribution few = new IntegratedGradients(5, Baseline.Of(baseline)).Explain(Open(name), Input(name)),
            many = new IntegratedGradients(200, Baseline.Of(baseline)).Explain(Open(name), Input(name));
        Assert.True(Gap(many) < Gap(few)); // the score has kinks on the way, which points must find
        Assert.InRange(Gap(many), 0, 0.02);
    }

    /// <summary>What is missing from the sum, as a share of all that the map hands out.</summary>
    private static double Gap(Attribution map) =>
        map.Promises.Select((p, n) => Math.Abs(p.Actual - p.Expected) / map.Values[n].abs().sum().item<double>()).Max();

    [Fact]
    public void Conservation_is_kept_where_no_bias_takes_anything()
    {
        using IDisposable scope = torch.NewDisposeScope();
        JsonObject means = new() { ["rule"] = "norm", ["stabilizer"] = 0 };
        foreach (string rule in (string[])["epsilon", "z-plus", "w-square", "flat", "gamma", "gamma-one-branch"])
        {
            JsonObject own = new() { ["rule"] = rule, ["stabilizer"] = 0 };
            torch.Tensor map = Map(
                "plain-mini",
                new Lrp(
                    Composite.Parse(
                        new JsonObject
                        {
                            ["conv2d, linear"] = own,
                            ["global_avg_pool"] = rule is "w-square" or "flat" ? "gradient" : means.DeepClone(),
                        }
                    )
                )
            );
            Assert.All(Sums(map).data<double>().ToArray(), sum => Assert.True(Math.Abs(sum - 1) < 1e-6, $"{rule}: {sum}"));
        }
    }

    [Fact]
    public void From_the_input_itself_there_is_no_difference()
    {
        using IDisposable scope = torch.NewDisposeScope();

        Assert.Equal(0, Map("vgg-mini", new DeepLift(Baseline.Of(Input("vgg-mini")))).abs().max().item<double>());
        Assert.Equal(0, Map("vgg-mini", new IntegratedGradients(3, Baseline.Of(Input("vgg-mini")))).abs().max().item<double>());
    }

    [Theory, InlineData(1), InlineData(2)]
    public void CLRP_weighs_both_sides_alike(int type)
    {
        using IDisposable scope = torch.NewDisposeScope();
        torch.Tensor map = Map("plain-mini", new Clrp(type, positive: false, low: [-4.2, -4.1, -4.3], high: [4.0, 4.2, 4.4]));

        Assert.All((Sums(map) / map.abs().flatten(1).sum([1])).data<double>().ToArray(), v => Assert.Equal(0, v, 1e-9));
    }

    [Fact]
    public void SGLRP_sums_to_nothing_where_no_bias_takes_anything()
    {
        using IDisposable scope = torch.NewDisposeScope();
        torch.Tensor map = Map("plain-mini", new Sglrp());

        Assert.All((Sums(map) / map.abs().flatten(1).sum([1])).data<double>().ToArray(), v => Assert.Equal(0, v, 1e-3));
    }

    [Fact]
    public void Guided_Grad_CAM_is_the_product_of_its_parts()
    {
        using IDisposable scope = torch.NewDisposeScope();
        torch.Tensor cam = torch.nn.functional.interpolate(
            Map("vgg-mini", new GradCam(relu: true)),
            [48, 48],
            mode: torch.InterpolationMode.Bilinear,
            align_corners: false
        );

        Close(Map("vgg-mini", new GuidedBackprop()) * cam, Map("vgg-mini", new GuidedGradCam()));
    }

    [Fact]
    public void Deep_Taylor_of_a_negative_score_is_empty_and_of_a_positive_one_not_negative()
    {
        using IDisposable scope = torch.NewDisposeScope();
        Explainer explainer = new DeepTaylor([-4.2, -4.1, -4.3], [4.0, 4.2, 4.4]);
        torch.Tensor scores = Open("vgg-mini").Scores(Input("vgg-mini"));
        for (int n = 0; n < 3; n++)
        {
            torch.Tensor x = Input("vgg-mini")[n..(n + 1)];
            using Attribution low = explainer.Explain(Open("vgg-mini"), x, (int)scores[n].argmin().item<long>()),
                high = explainer.Explain(Open("vgg-mini"), x, (int)scores[n].argmax().item<long>());
            Assert.True(scores[n].min().item<double>() < 0);
            Assert.Equal(0, low.Values.abs().max().item<double>());
            Assert.True(high.Values.min().item<double>() >= 0);
        }
    }

    [Fact]
    public void FEM_scales_with_its_layer_and_MLFEM_of_one_level_is_FEM()
    {
        using IDisposable scope = torch.NewDisposeScope();
        using Network one = ToyNetworks.Pooled(
                [
                    [1, 0],
                    [0, 1],
                ],
                [
                    [1, 1],
                ],
                4,
                4
            ),
            three = ToyNetworks.Pooled(
                [
                    [3, 0],
                    [0, 3],
                ],
                [
                    [1, 1],
                ],
                4,
                4
            );
        torch.Tensor x = torch.rand([1, 2, 4, 4], torch.float64);
        using Attribution single = new Fem("relu", k: 1).Explain(one, x),
            tripled = new Fem("relu", k: 1).Explain(three, x),
            levels = new MlFem(1, k: 1).Explain(one, x);

        TensorAssert.Close(single.Values * 3, tripled.Values, 1e-9);
        TensorAssert.Close(single.Values / single.Values.max(), levels.Values, 1e-9);
    }

    [Theory, InlineData("resnet-mini"), InlineData("mobile-mini")]
    public void Folding_batch_normalisation_changes_no_map(string name)
    {
        using IDisposable scope = torch.NewDisposeScope();
        Network network = Open(name),
            folded = network.Canonical();
        foreach (
            Explainer explainer in (Explainer[])
                [new Saliency(), new GradCam(), new LrpEpsilonPlus(), new LrpEpsilonAlpha2Beta1(), new ExcitationBackprop(), new DeepLift()]
        )
        {
            using Attribution before = explainer.Explain(network, Input(name), 2),
                after = explainer.Explain(folded, Input(name), 2);
            TensorAssert.Close(before.Values, after.Values, 1e-6, explainer.Card.Id);
        }
    }

    [Fact]
    public void With_positive_weights_guided_backpropagation_is_the_gradient()
    {
        using IDisposable scope = torch.NewDisposeScope();
        using Network network = ToyNetworks.Dense(
            [
                [1, 2, 0.5],
                [0.25, 1, 3],
            ],
            [-1, -2],
            [1, 2]
        );
        torch.Tensor x = ToyNetworks.Vector(1, -0.5, 1.5);
        using Attribution guided = new GuidedBackprop().Explain(network, x, 0),
            plain = new Saliency().Explain(network, x, 0);

        TensorAssert.Close(plain.Values, guided.Values, 1e-12);
    }

    [
        Theory,
        InlineData("saliency"),
        InlineData("input-x-gradient"),
        InlineData("lrp"),
        InlineData("grad-cam"),
        InlineData("hires-cam"),
        InlineData("deep-lift")
    ]
    public void Methods_that_are_linear_in_the_target_explain_a_difference_by_the_difference(string id)
    {
        using IDisposable scope = torch.NewDisposeScope();
        double[] weights = [1, 0, -1, 0, 0, 0, 0, 0, 0, 0];

        TensorAssert.Close(
            Map("plain-mini", Catalogue.Create(id), 0) - Map("plain-mini", Catalogue.Create(id), 2),
            Map("plain-mini", Catalogue.Create(id), Target.Mixture(weights)),
            1e-9
        );
    }
}
