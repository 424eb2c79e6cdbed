using System.ComponentModel.DataAnnotations;

namespace WhiteBoxLab;

/// <summary>Grad-CAM++ whose derivatives are averaged over noisy copies of the photo.</summary>
/// <param name="layer">A layer with positions, by name. Defaults to the last one.</param>
/// <param name="samples">Noisy photos. Defaults to 25; 1 to 1000.</param>
/// <param name="noiseLevel">Standard deviation of the noise, as a part of the photo's own range from its least to its largest value.
/// Defaults to 0.15; 0 to 1.</param>
/// <param name="seed">What the noise is drawn from. Defaults to 0; 0 to 1000000.</param>
/// <param name="batch">Noisy photos that run at once. Defaults to 8; 1 to 256.</param>
/// <param name="relu">Show evidence for the class only. Defaults to no: signed.</param>
/// <param name="finish">What is done to the raw map afterwards. Defaults to nothing.</param>
/// <remarks>
/// Omeiza, Speakman, Cintas, Weldemariam 2019, eq. 8 and 9, <see href="https://arxiv.org/abs/1908.01224"/>:
/// a = D2 / (2 D2 + (sum A) D3 + 1e-6), D1, D2, D3 the means of g, g^2, g^3 over the noisy photos; w = sum of max(D1, 0) a; map = sum of
/// w A, A the activations of the photo itself.
/// Input [N, 3, H, W]; map [N, 1, H', W'] at the layer, signed (with relu from 0 up); with a finish [N, 1, H, W] from 0 to 1.
/// Differs from the paper: 1e-6 in the denominator, as in Grad-CAM++; no ReLU unless asked; the map stays at the layer's resolution.
/// </remarks>
[Follows(Convention.Paper, """{"relu": true}""", "Negative values to zero.")]
public sealed class SmoothGradCamPlusPlus(
    [Layer] string? layer = null,
    [Range(1, 1000)] int samples = 25,
    [Range(0.0, 1.0)] double noiseLevel = 0.15,
    [Range(0, 1000000)] int seed = 0,
    [Range(1, 256)] int batch = 8,
    bool relu = false,
    CamFinish finish = CamFinish.None
) : CamExplainer(layer, relu, finish, augSmooth: false)
{
    /// <summary>Noisy photos.</summary>
    public int Samples { get; } = samples;

    /// <summary>Standard deviation of the noise, as a part of the photo's own range from its least to its largest value.</summary>
    public double NoiseLevel { get; } = noiseLevel;

    /// <summary>What the noise is drawn from.</summary>
    public new int Seed { get; } = seed;

    /// <summary>Noisy photos that run at once.</summary>
    public int Batch { get; } = batch;

    /// <inheritdoc/>
    public override ExplainerCard Card =>
        new()
        {
            Id = "smooth-grad-cam-plus-plus",
            Name = "Smooth Grad-CAM++",
            Family = Family.Linearization,
            AtLayer = true,
            Summary = "Grad-CAM++ whose derivatives are averaged over noisy copies of the photo.",
            Forwards = Samples + 1,
            Backwards = Samples * WalksBack,
            ClassDiscriminative = "yes",
            Signed = CanBeNegative,
            Group = ImplementationGroup.Other,
            Confidence = Confidence.NotInSurvey,
            Resolution = Resolution,
            Needs = "A layer with positions.",
            Completeness = "No promise.",
            FailureModes = "As Grad-CAM++; and another seed is another map.",
            Paper = "Omeiza, Speakman, Cintas, Weldemariam 2019: Smooth Grad-CAM++",
            Bibtex =
                "@article{omeiza2019smooth, author = {Omeiza, Daniel and Speakman, Skyler and Cintas, Celia and Weldemariam, "
                + "Komminist}, title = {Smooth Grad-CAM++: An Enhanced Inference Level Visualization Technique for Deep "
                + "Convolutional Neural Network Models}, journal = {arXiv preprint arXiv:1908.01224}, year = {2019}}",
        };

    /// <summary>The activations of the photo, and the means of g, g^2 and g^3 one behind another as channels.</summary>
    private protected override (Tensor A, Tensor G)[] Look(Explanation run, string[] layers)
    {
        Tensor a = run.Forward(layers[0]).Output(layers[0]);
        using NoisyPhotos photos = new(run.Input, NoiseLevel, Seed);
        Moments moments = new();
        foreach (int[] some in Enumerable.Range(0, Samples).Chunk(run.Together(Batch)))
        {
            using DisposeScope scope = NewDisposeScope();
            Tensor powers = run.MapsOf(photos.Next(some.Length), noisy => Powers(noisy, layers[0]));
            moments.Add(powers.view([some.Length, run.Count, .. powers.shape[1..]]));
            run.Report(some[^1] + 1, Samples, "samples", Map(a, moments.Mean));
            run.CancellationToken.ThrowIfCancellationRequested();
        }
        return [(a, moments.Mean)];
    }

    private Tensor Powers(Explanation noisy, string layer)
    {
        Tensor g = noisy.ActivationsAndGradients([noisy.At(layer)], base.Seed)[0].Gradient,
            square = g.square();
        return cat([g, square, square * g], 1);
    }

    private protected override Tensor Map(Tensor a, Tensor g)
    {
        Tensor[] means = g.chunk(3, 1);
        Tensor alpha = means[1] / ((2 * means[1]) + (a.sum([2, 3], keepdim: true) * means[2]) + 1e-6);
        return Weighted((means[0].relu() * alpha.masked_fill_(means[1].eq(0), 0)).sum([2, 3], keepdim: true), a);
    }
}
