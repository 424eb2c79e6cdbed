using System.ComponentModel.DataAnnotations;

namespace WhiteBoxLab;

/// <summary>How large a method's map is once noise is laid over the photo: the mean of its squares.</summary>
/// <param name="method">The method whose maps are taken, any of the catalogue. Defaults to the gradient.</param>
/// <param name="samples">Noisy photos. Defaults to 25; 1 to 1000.</param>
/// <param name="noiseLevel">Standard deviation of the noise, as a part of the photo's own range from its least to its largest value.
/// Defaults to 0.15; 0 to 1.</param>
/// <param name="seed">What the noise is drawn from. Defaults to 0; 0 to 1000000.</param>
/// <param name="batch">Noisy photos that run at once. Defaults to 8; 1 to 256.</param>
/// <param name="error">Stop as soon as the mean standard error is at most this part of the map's range. Defaults to 0: all samples; 0 to
/// 1.</param>
/// <remarks>
/// Hooker, Erhan, Kindermans, Kim 2019, section 3, <see href="https://arxiv.org/abs/1806.10758"/>: mean of a_k^2, a_k the map of x + noise.
/// Input [N, 3, H, W]; map of the method's shape, from 0 up, in the square of its unit, as the method gives it.
/// The same draws for each photo of a batch; the same seed gives the same map.
/// As in the paper.
/// </remarks>
[Follows(Convention.Paper, """{}""", "As it is.")]
public sealed class SmoothGradSquared(
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
            Id = "smoothgrad-squared",
            Name = "SmoothGrad squared",
            Family = Family.Linearization,
            AtLayer = Method.Card.AtLayer,
            Summary = "The mean square of a method's map over noisy copies of the photo: size without sign.",
            Forwards = 1 + (Samples * Method.Card.Forwards),
            Backwards = Samples * Method.Card.Backwards,
            ClassDiscriminative = Method.Card.ClassDiscriminative,
            Signed = false,
            Group = ImplementationGroup.Other,
            Confidence = Confidence.NotInSurvey,
            Resolution = Method.Card.Resolution,
            Needs = Method.Card.Needs,
            Completeness = "No promise.",
            FailureModes = "Tells sizes only, not whether for or against; few large values outshine the rest.",
            Paper = "Hooker, Erhan, Kindermans, Kim 2019: A Benchmark for Interpretability Methods in Deep Neural Networks",
            Bibtex =
                "@inproceedings{hooker2019benchmark, author = {Hooker, Sara and Erhan, Dumitru and Kindermans, Pieter-Jan and Kim, Been}, "
                + "title = {A Benchmark for Interpretability Methods in Deep Neural Networks}, booktitle = {Advances in Neural "
                + "Information Processing Systems}, volume = {32}, year = {2019}}",
        };

    private protected override Tensor Each(Tensor maps) => maps.square();
}
