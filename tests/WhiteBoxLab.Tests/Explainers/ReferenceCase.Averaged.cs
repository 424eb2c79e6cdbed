using TorchSharp;

namespace WhiteBoxLab.Tests;

/// <summary>The cases of methods that average over draws, with the draws that the library was given.</summary>
public sealed partial record ReferenceCase
{
    private Explainer? MakeAveraged(torch.Tensor? baseline) =>
        Method switch
        {
            "smoothgrad" => new SmoothGrad(Noisy, Draws) { Noise = Noise },
            "smoothgrad-squared" => new SmoothGradSquared(Noisy, Draws) { Noise = Noise },
            "vargrad" => new VarGrad(Noisy, Draws) { Noise = Noise },
            "expected-gradients" => new ExpectedGradients(Pool, Draws)
            {
                Draws = (OfSamples("expected-gradients-index"), OfSamples("expected-gradients-alpha")),
            },
            "deep-lift-shap" => new DeepLiftShap(Pool),
            "blur-ig" => new BlurIg((double)Options["max_sigma"]!, (int)Options["steps"]!, (double)Options["grad_step"]!),
            "guided-ig" => new GuidedIg(
                (int)Options["steps"]!,
                (double)Options["fraction"]!,
                (double)Options["max_dist"]!,
                Start(baseline)
            ),
            "layer-integrated-gradients" => new LayerIntegratedGradients(Layer, (int)Options["steps"]!, Start(baseline), Points),
            "layer-conductance" => new LayerConductance(Layer, (int)Options["steps"]!, Start(baseline)),
            "neuron-conductance" => new NeuronConductance(
                Layer,
                [.. Options["neuron"]!.AsArray().Select(n => (double)n!)],
                (int)Options["steps"]!,
                Start(baseline),
                Points
            ),
            "xrai" => new Xrai(null, Cuts, (int)Options["min_pixel_diff"]!, (double)Options["area_threshold"]!) { Given = BaseMap },
            "fast-xrai" => new FastXrai(null, Cuts, (int)Options["min_pixel_diff"]!) { Given = BaseMap },
            "internal-influence" => new InternalInfluence(Layer, (int)Options["steps"]!, Start(baseline), Points),
            _ => null,
        };

    private static Baseline? Start(torch.Tensor? baseline) => baseline is null ? null : Baseline.Of(baseline);

    /// <summary>The rule by which points on the way are chosen.</summary>
    private Quadrature Points =>
        (
            (IntegratedGradients)Catalogue.Create("integrated-gradients", new() { ["quadrature"] = (string)Options["quadrature"]! })
        ).Quadrature;

    /// <summary>The cuts that XRAI was given.</summary>
    private Segmentations Cuts => Segmentations.Of(Named("segments"));

    /// <summary>The map that XRAI was given, [1, C, H, W].</summary>
    private torch.Tensor BaseMap => Named("base_attribution").unsqueeze(0);

    /// <summary>A tensor that an option names.</summary>
    private torch.Tensor Named(string option)
    {
        string key = Options[option]!.ToString();
        return Stored(key[(key.IndexOf(':', StringComparison.Ordinal) + 1)..]);
    }

    /// <summary>The baselines that all samples share.</summary>
    private Baselines Pool => Baselines.Of(Shared);

    /// <summary>[M, 3, H, W]: what all samples are compared with.</summary>
    public torch.Tensor Shared => Named("baselines");

    /// <summary>[M, N]: a number for each draw and each of the case's samples.</summary>
    private torch.Tensor OfSamples(string key) => Stored(key).index_select(1, torch.tensor(Samples.Select(s => (long)s).ToArray()));

    /// <summary>Whether the case has draws, or a map to be gathered, of its own, which no option of ours can tell.</summary>
    public bool HasDraws => Options["draws"] is not null || Options["base_attribution"] is not null;

    /// <summary>Whether its baseline, or its baselines, are tensors of its own file.</summary>
    public bool HasOwnBaselines => Options["baselines"] is not null || Says("baseline", "tensor:");

    private int Draws => (int)Options["draws"]!;

    /// <summary>The method whose maps were averaged: the gradient, alone or times the noisy input.</summary>
    private Explainer Noisy => Says("map", "(x + noise) *") ? new InputXGradient() : new Saliency();

    /// <summary>[M, N, 3, H, W]: the noise of the case's samples.</summary>
    private torch.Tensor Noise => OfSamples("noise");
}
