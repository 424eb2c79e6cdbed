using System.Text.Json.Nodes;
using TorchSharp;
using Xunit;

namespace WhiteBoxLab.Tests;

/// <summary>
/// Where other libraries are wrong, or compute something else under the same name: what they do, told by our own switches, beside what is
/// right. What they give was measured with Captum 0.9, Zennit 1.0, pytorch-grad-cam 1.5, torch-cam and iNNvestigate 1.0.9.
/// </summary>
public sealed class PeerTests
{
    private static torch.Tensor Map(string network, Explainer explainer, Target? target = null)
    {
        using Attribution map = explainer.Explain(
            ReferenceNetworks.Shared(network, torch.float64),
            ReferenceNetworks.Tensor(network, "input", torch.float64),
            target ?? Target.Classes(ReferenceNetworks.Targets(network))
        );
        return map.Values.clone();
    }

    private static double Distance(torch.Tensor one, torch.Tensor other) => TensorAssert.RelativeErrors(one, other).Max();

    /// <summary>1 where maps are proportional.</summary>
    private static double Likeness(torch.Tensor one, torch.Tensor other) =>
        ((one * other).flatten(1).sum([1]) / (one.flatten(1).norm(1) * other.flatten(1).norm(1))).min().item<double>();

    private static torch.Tensor Sums(torch.Tensor map) => map.flatten(1).sum([1]);

    [Theory, InlineData("guided-backprop"), InlineData("deconvnet")]
    public void Captum_and_Zennit_take_the_plain_gradient_at_ReLU6_where_a_gate_is_meant(string id)
    {
        using IDisposable scope = torch.NewDisposeScope();

        Assert.True(Distance(Map("mobile-mini", new Saliency()), Map("mobile-mini", Catalogue.Create(id))) > 0.3);
    }

    [Fact]
    public void Captums_trapezoid_loses_one_part_in_n()
    {
        using IDisposable scope = torch.NewDisposeScope();
        torch.Tensor right = Map("resnet-mini", new IntegratedGradients(10, quadrature: Quadrature.Trapezoid)),
            captum = Map("resnet-mini", new IntegratedGradients(10, quadrature: Quadrature.CaptumTrapezoid));

        TensorAssert.Close(right * 0.9, captum, 1e-9);
    }

    [Fact]
    public void Captums_LRP_is_multiplied_by_the_score_so_that_a_negative_one_turns_every_sign()
    {
        using IDisposable scope = torch.NewDisposeScope();
        int lowest = (int)
            ReferenceNetworks
                .Shared("vgg-mini", torch.float64)
                .Scores(ReferenceNetworks.Tensor("vgg-mini", "input", torch.float64))[0]
                .argmin()
                .item<long>();
        torch.Tensor one = Map("vgg-mini", new Lrp(), lowest)[..1],
            score = Map("vgg-mini", new Lrp(start: RelevanceStart.Score), lowest)[..1];

        Assert.Equal(-1, Likeness(one, score), 1e-9);
    }

    [Theory]
    [InlineData("plus-one-branch", "z-plus", 0.2)]
    [InlineData("gamma-one-branch", "gamma", 0.02)]
    public void Captums_alpha1_beta0_and_gamma_rules_are_others_behind_signed_inputs(string captums, string general, double least)
    {
        using IDisposable scope = torch.NewDisposeScope();
        torch.Tensor theirs = Map("vgg-mini", new Lrp(Composite.Parse(new JsonObject { ["conv2d"] = captums }))),
            right = Map("vgg-mini", new Lrp(Composite.Parse(new JsonObject { ["conv2d"] = general })));

        Assert.True(Distance(right, theirs) > least);
    }

    [Fact]
    public void Captums_guided_Grad_CAM_has_the_blocks_of_nearest_stretching()
    {
        using IDisposable scope = torch.NewDisposeScope();

        Assert.True(Distance(Map("vgg-mini", new GuidedGradCam()), Map("vgg-mini", new GuidedGradCam(bilinear: false))) > 0.05);
    }

    [Fact]
    public void A_sum_by_the_gradient_as_in_iNNvestigates_deep_Taylor_doubles_relevance_in_residual_networks()
    {
        using IDisposable scope = torch.NewDisposeScope();
        JsonObject Rules(string add) =>
            new()
            {
                ["conv2d, linear"] = new JsonObject
                {
                    ["rule"] = "w-square",
                    ["bias"] = "zero",
                    ["stabilizer"] = 0,
                },
                ["global_avg_pool"] = "gradient",
                ["add"] = add,
            };
        double[] gradient = [.. Sums(Map("resnet-mini", new Lrp(Composite.Parse(Rules("gradient"))))).data<double>()],
            norm = [.. Sums(Map("resnet-mini", new Lrp(Composite.Parse(Rules("norm"))))).data<double>()];

        Assert.All(gradient, sum => Assert.True(sum > 1.9, $"{sum}"));
        Assert.All(norm, sum => Assert.True(sum < 1.1, $"{sum}"));
    }

    [Fact]
    public void Torch_cam_leaves_out_the_denominator_of_Grad_CAM_plus_plus()
    {
        using IDisposable scope = torch.NewDisposeScope();
        string layer = ReferenceNetworks.Shared("vgg-mini", torch.float64).DefaultLayer;
        torch.Tensor a = Map("vgg-mini", new LayerActivation(layer)),
            g = Map("vgg-mini", new Saliency(layer: layer));
        torch.Tensor theirs = ((g.square() * g.relu()).sum([2, 3], keepdim: true) * a).sum([1], keepdim: true);

        Assert.True(Likeness(theirs, Map("vgg-mini", new GradCamPlusPlus(layer))) < 0.99);
    }

    [Fact]
    public void Pytorch_grad_cam_has_another_method_under_the_name_FEM()
    {
        using IDisposable scope = torch.NewDisposeScope();

        Assert.True(Likeness(Map("vgg-mini", new Fem()), Map("vgg-mini", new Fem(variant: FemVariant.PytorchGradCam))) < 0.99);
    }

    [Fact]
    public void Pytorch_grad_cams_Eigen_CAM_turns_with_the_sign_that_its_SVD_happens_to_give()
    {
        using IDisposable scope = torch.NewDisposeScope();
        torch.Tensor raw = Map("vgg-mini", new EigenCam()),
            input = ReferenceNetworks.Tensor("vgg-mini", "input", torch.float64);
        torch.Tensor ours = CamFinish.PytorchGradCam.Apply(raw, input),
            turned = CamFinish.PytorchGradCam.Apply(-raw, input);

        Assert.True(Distance(ours, turned) > 0.5);
        Assert.All(Enumerable.Range(0, 3), n => Assert.True(raw[n].max().item<double>() >= -raw[n].min().item<double>()));
    }

    [Fact]
    public void Captums_DeepLIFT_is_not_complete_behind_pools_and_ours_is()
    {
        using IDisposable scope = torch.NewDisposeScope();
        foreach (string network in (string[])["vgg-mini", "resnet-mini"]) // a pool right behind a ReLU; a pool whose windows overlap
        {
            Network shared = ReferenceNetworks.Shared(network, torch.float64);
            torch.Tensor input = ReferenceNetworks.Tensor(network, "input", torch.float64),
                baseline = ReferenceNetworks.Tensor(network, "baseline", torch.float64);
            using Attribution ours = new DeepLift(Baseline.Of(baseline)).Explain(shared, input);
            Assert.All(ours.Promises, p => Assert.InRange(p.RelativeError!.Value, 0, 1e-9));
        }
    }
}
