using System.ComponentModel.DataAnnotations;

namespace WhiteBoxLab;

/// <summary>Where a method's map is unsteady: its variance once noise is laid over the photo.</summary>
/// <param name="method">The method whose maps are taken, any of the catalogue. Defaults to the gradient.</param>
/// <param name="samples">Noisy photos. Defaults to 25; 1 to 1000.</param>
/// <param name="noiseLevel">Standard deviation of the noise, as a part of the photo's own range from its least to its largest value.
/// Defaults to 0.15; 0 to 1.</param>
/// <param name="seed">What the noise is drawn from. Defaults to 0; 0 to 1000000.</param>
/// <param name="batch">Noisy photos that run at once. Defaults to 8; 1 to 256.</param>
/// <remarks>
/// Adebayo, Gilmer, Goodfellow, Kim 2018, section 2, <see href="https://arxiv.org/abs/1810.03307"/>: mean of a_k^2 - (mean of a_k)^2, a_k
/// the map of x + noise.
/// Input [N, 3, H, W]; map of the method's shape, from 0 up, in the square of its unit, as the method gives it.
/// The same draws for each photo of a batch; the same seed gives the same map.
/// As in the paper.
/// </remarks>
[Follows(Convention.Paper, """{}""", "As it is.")]
public sealed class VarGrad(
    Explainer? method = null,
    [Range(1, 1000)] int samples = 25,
    [Range(0.0, 1.0)] double noiseLevel = 0.15,
    [Range(0, 1000000)] int seed = 0,
    [Range(1, 256)] int batch = 8
) : NoisyExplainer(method, samples, noiseLevel, seed, batch)
{
    /// <inheritdoc/>
    public override ExplainerCard Card =>
        new()
        {
            Id = "vargrad",
            Name = "VarGrad",
            Family = Family.Linearization,
            AtLayer = Method.Card.AtLayer,
            Summary = "The variance of a method's map over noisy copies of the photo: where it is unsteady.",
            Forwards = 1 + (Samples * Method.Card.Forwards),
            Backwards = Samples * Method.Card.Backwards,
            ClassDiscriminative = Method.Card.ClassDiscriminative,
            Signed = false,
            Group = ImplementationGroup.Other,
            Confidence = Confidence.NotInSurvey,
            Resolution = Method.Card.Resolution,
            Needs = Method.Card.Needs,
            Completeness = "No promise.",
            FailureModes =
                "Nothing where the score is linear, however large its slope; says that the map moves, not what the network looks at.",
            Paper =
                "Adebayo, Gilmer, Goodfellow, Kim 2018: Local Explanation Methods for Deep Neural Networks "
                + "Lack Sensitivity to Parameter Values",
            Bibtex =
                "@article{adebayo2018local, author = {Adebayo, Julius and Gilmer, Justin and Goodfellow, Ian and Kim, Been}, title = "
                + "{Local Explanation Methods for Deep Neural Networks Lack Sensitivity to Parameter Values}, journal = {arXiv "
                + "preprint arXiv:1810.03307}, year = {2018}}",
        };

    private protected override Tensor Of(Moments moments) => moments.Variance;

    private protected override Tensor? ErrorOf(Moments moments) => null;
}
