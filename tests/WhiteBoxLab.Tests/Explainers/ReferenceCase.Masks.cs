using TorchSharp;

namespace WhiteBoxLab.Tests;

/// <summary>The cases of methods that take parts away, of a layer or of the photo.</summary>
public sealed partial record ReferenceCase
{
    private Explainer? MakeMasked() =>
        Method switch
        {
            "ablation-cam" => new AblationCam(Layer, finish: Finish, scale: AblationScale.Score),
            "score-cam" => new ScoreCam(Layer, finish: Finish, weighting: ScoreCamWeighting.PytorchGradCam),
            "occlusion" => new Occlusion(Side("window"), Side("stride")),
            "feature-ablation" => new FeatureAblation(Segments.Of(Cut!)),
            "shapley-value" => new ShapleyValue(Segments.Of(Cut!), permutations: 100), // more than enough for all coalitions
            _ => null,
        };

    /// <summary>The number of the segment of each pixel, [H, W]; null where the case has no segments.</summary>
    public torch.Tensor? Cut => Options["segments"] is not null ? Named("segments") : null;

    /// <summary>The side of a window over all channels.</summary>
    private int Side(string option) => (int)Options[option]![1]!;

    /// <summary>One value a segment, [N, segments], on each of its pixels, [N, 1, H, W].</summary>
    private static torch.Tensor OverPixels(torch.Tensor values, torch.Tensor cut) =>
        values.gather(1, cut.flatten().unsqueeze(0).expand(values.shape[0], -1)).view(values.shape[0], 1, cut.shape[0], cut.shape[1]);
}
