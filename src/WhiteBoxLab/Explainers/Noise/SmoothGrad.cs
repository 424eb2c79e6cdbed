using System.ComponentModel.DataAnnotations;

namespace WhiteBoxLab;

/// <summary>A method's map without its grain: the mean of its maps of the photo with noise laid over it.</summary>
/// <param name="method">The method whose maps are taken, any of the catalogue. Defaults to the gradient.</param>
/// <param name="samples">Noisy photos. Defaults to 25; 1 to 1000.</param>
/// <param name="noiseLevel">Standard deviation of the noise, as a part of the photo's own range from its least to its largest value.
/// Defaults to 0.15; 0 to 1.</param>
/// <param name="seed">What the noise is drawn from. Defaults to 0; 0 to 1000000.</param>
/// <param name="batch">Noisy photos that run at once. Defaults to 8; 1 to 256.</param>
/// <param name="error">Stop as soon as the mean standard error is at most this part of the map's range. Defaults to 0: all samples; 0 to
/// 1.</param>
/// <remarks>
/// Smilkov, Thorat, Kim, Viégas, Wattenberg 2017, section 3, <see href="https://arxiv.org/abs/1706.03825"/>: mean of a_k, a_k the map of x
/// + noise.
/// Input [N, 3, H, W]; map of the method's shape, as the method gives it.
/// The same draws for each photo of a batch; the same seed gives the same map.
/// Differs from the paper: 25 samples unless asked otherwise; signed, and the channels are not reduced.
/// </remarks>
[Follows(Convention.Paper, """{"samples": 50}""", "50 samples; the paper takes 10 to 20 % of the range for the noise.")]
public sealed class SmoothGrad(
    Explainer? method = null,
    [Range(1, 1000)] int samples = 25,
    [Range(0.0, 1.0)] double noiseLevel = 0.15,
    [Range(0, 1000000)] int seed = 0,
    [Range(1, 256)] int batch = 8,
    [Range(0.0, 1.0)] double error = 0
) : NoisyExplainer(method, samples, noiseLevel, seed, batch, error)
{
    /// <inheritdoc/>
    public override ExplainerCard Card =>
        new()
        {
            Id = "smoothgrad",
            Name = "SmoothGrad",
            Family = Family.Linearization,
            AtLayer = Method.Card.AtLayer,
            Summary = "A method's map averaged over noisy copies of the photo, which takes its grain away.",
            Forwards = 1 + (Samples * Method.Card.Forwards),
            Backwards = Samples * Method.Card.Backwards,
            ClassDiscriminative = Method.Card.ClassDiscriminative,
            Signed = Method.Card.Signed,
            Group = ImplementationGroup.GradientBackPropagation,
            Confidence = Confidence.High,
            Resolution = Method.Card.Resolution,
            Needs = Method.Card.Needs,
            Completeness = "No promise.",
            FailureModes = "Much noise wipes out fine structure; another seed is another map, by about the standard errors.",
            Paper = "Smilkov, Thorat, Kim, Vi\u00e9gas, Wattenberg 2017: SmoothGrad: Removing Noise by Adding Noise",
            Bibtex =
                "@article{smilkov2017smoothgrad, author = {Smilkov, Daniel and Thorat, Nikhil and Kim, Been and Vi\u00e9gas, Fernanda and "
                + "Wattenberg, Martin}, title = {SmoothGrad: Removing Noise by Adding Noise}, journal = {arXiv preprint "
                + "arXiv:1706.03825}, year = {2017}}",
        };
}
