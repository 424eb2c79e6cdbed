using TorchSharp;
using Xunit;

namespace WhiteBoxLab.Tests;

/// <summary>What pytorch-grad-cam mixes from several finished maps is no option of ours: it is the mean of maps that ours give, and equals theirs.</summary>
public sealed class MixedCaseTests
{
    public static TheoryData<string> Smoothed => [.. ReferenceCase.Known.Where(c => c.Id.Contains("aug-smooth", StringComparison.Ordinal)).Select(c => c.Name)];

    public static TheoryData<string> Fused => [.. ReferenceCase.Known.Where(c => c.Id.Contains("two-layers", StringComparison.Ordinal)).Select(c => c.Name)];

    [Theory, MemberData(nameof(Smoothed))]
    public void Augmented_smoothing_is_the_mean_over_mirrored_and_brightened_pictures(string name)
    {
        using IDisposable scope = torch.NewDisposeScope();
        ReferenceCase reference = ReferenceCase.Known.Single(c => c.Name == name);
        torch.Tensor input = Input(reference);

        torch.Tensor[] maps = [.. ((double[])[0.9, 1, 1.1]).SelectMany(f => (torch.Tensor[])[Map(reference, new GradCam(reference.Layer, finish: CamFinish.PytorchGradCam), input * f), Map(reference, new GradCam(reference.Layer, finish: CamFinish.PytorchGradCam), input.flip(3) * f).flip(3)])];

        TensorAssert.Close(reference.Expected(), torch.stack(maps).mean([0L]), 1e-6, name);
    }

    [Theory, MemberData(nameof(Fused))]
    public void Maps_of_two_layers_are_scaled_and_fused_by_their_mean_at_the_inputs_size(string name)
    {
        using IDisposable scope = torch.NewDisposeScope();
        ReferenceCase reference = ReferenceCase.Known.Single(c => c.Name == name);
        torch.Tensor input = Input(reference);

        torch.Tensor[] maps = [.. reference.Layers.Select(layer => CamFinishes.Scaled(Map(reference, new LayerCam(layer), input).relu())).Select(m => torch.nn.functional.interpolate(m, input.shape[2..], mode: torch.InterpolationMode.Bilinear, align_corners: false))];

        Assert.Equal(2, maps.Length);
        TensorAssert.Close(reference.Expected(), CamFinishes.Scaled(torch.stack(maps).mean([0L])), 1e-6, name);
    }

    private static torch.Tensor Input(ReferenceCase reference) => ReferenceNetworks.Tensor(reference.Network, "input", torch.float64).index_select(0, torch.tensor(reference.Samples.Select(s => (long)s).ToArray()));

    private static torch.Tensor Map(ReferenceCase reference, Explainer explainer, torch.Tensor input)
    {
        int[] targets = [.. reference.Samples.Select(s => ReferenceNetworks.Targets(reference.Network)[s])];
        using Attribution map = explainer.Explain(ReferenceNetworks.Shared(reference.Network, torch.float64), input, Target.Classes(targets));
        return map.Values.clone();
    }
}
