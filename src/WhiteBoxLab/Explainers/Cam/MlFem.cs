using System.ComponentModel.DataAnnotations;

namespace WhiteBoxLab;

/// <summary>
/// FEM at several depths at once: the maps of the last layer of each resolution, each scaled to 1, stretched over the photo and averaged.
/// The same for every class.
/// </summary>
/// <param name="levels">How many resolutions, from the deepest up. Defaults to 3; 1 to 10.</param>
/// <param name="k">How many standard deviations above its mean a channel must be. Defaults to 2; 0 to 10.</param>
/// <remarks>
/// Bourroux et al. 2022, "Multi Layered Feature Explanation Method for Convolutional Neural Networks",
/// <see href="https://doi.org/10.1007/978-3-031-09037-0_49"/>.
/// Input [N, 3, H, W]; map [N, 1, H, W] from 0 to 1, or from -1 to 1 where layers have negative values.
/// Differs from the paper: its published abstract leaves the fusion open; here it is the mean,
/// and the layers are the last of each resolution.
/// </remarks>
[Follows(Convention.Paper, """{}""", "As it is.")]
public sealed class MlFem([Range(1, 10)] int levels = 3, [Range(0.0, 10.0)] double k = 2) : Explainer
{
    /// <summary>How many resolutions.</summary>
    public int Levels { get; } = levels;

    /// <summary>Standard deviations above the mean.</summary>
    public double K { get; } = k;

    /// <inheritdoc/>
    public override ExplainerCard Card =>
        new()
        {
            Id = "mlfem",
            Name = "MLFEM",
            Family = Family.Structure,
            Summary = "FEM at several depths at once: what the network saw, coarse and fine.",
            Forwards = 1,
            Backwards = 0,
            ClassDiscriminative = "no",
            Signed = true,
            Group = ImplementationGroup.Other,
            Confidence = Confidence.NotInSurvey,
            Resolution = "input",
            Needs = "Layers with positions, best of several resolutions.",
            Completeness = "No promise.",
            FailureModes = "Says nothing about the class; early layers add edges of everything.",
            Paper =
                "Bourroux, Benois-Pineau, Bourqui, Giot 2022: Multi Layered Feature Explanation Method for Convolutional Neural Networks",
            Bibtex =
                "@inproceedings{bourroux2022multi, author = {Bourroux, Luca and Benois-Pineau, Jenny and Bourqui, Romain and "
                + "Giot, Romain}, title = {Multi Layered Feature Explanation Method for Convolutional Neural Networks}, "
                + "booktitle = {International Conference on Pattern Recognition and Artificial Intelligence}, series = {LNCS}, "
                + "volume = {13363}, pages = {603--614}, year = {2022}, doi = {10.1007/978-3-031-09037-0_49}}",
        };

    /// <inheritdoc/>
    public override string? Obstacle(Network network) =>
        network.FindDefaultLayer() is not null
            ? null
            : $"MLFEM needs layers with more than one position; '{network.Name}' has none on the way to '{network.Output}'. Use saliency.";

    /// <inheritdoc/>
    protected override Tensor Attribute(Explanation run)
    {
        string[] layers = Deepest(run.Network);
        Trace trace = run.Forward(layers[0], null, layers);
        Tensor[] maps =
        [
            .. layers.Select(l => Upsampling.Bilinear(Scaled(Fem.Map(trace.Output(l), K)), run.Input.shape[2..], alignCorners: false)),
        ];
        return maps.Aggregate((a, b) => a.add_(b)).div_(maps.Length);
    }

    /// <summary>The last layer of each resolution, the deepest first.</summary>
    private string[] Deepest(Network network) =>
        [
            .. network
                .OnPath.Where(l => network.Graph.HasPositions(network.IndexOf(l.Name)))
                .Reverse()
                .DistinctBy(l => (network.ShapeOf(l.Name)[1], network.ShapeOf(l.Name)[2]))
                .Take(Levels)
                .Select(l => l.Name),
        ];

    private static Tensor Scaled(Tensor map) => map / map.abs().amax([1, 2, 3], keepdim: true).clamp_min(1e-12);
}
