using System.ComponentModel.DataAnnotations;
using System.Text.Json.Nodes;

namespace WhiteBoxLab;

/// <summary>
/// How much each pixel contributed while the photo came out of a blur: the way is one of scale, so no colour has to stand for nothing.
/// </summary>
/// <param name="maxSigma">Standard deviation of the strongest blur, in pixels of the input. Defaults to 50; 0.1 to 500.</param>
/// <param name="steps">Points on the way. Defaults to 50; 1 to 1000.</param>
/// <param name="gradStep">How far apart the two blurs are whose difference is the direction of the way, in pixels. Defaults to 0.01; 0.0001
/// to 1.</param>
/// <param name="batch">Points that run at once. Defaults to 8; 1 to 256.</param>
/// <remarks>
/// Xu, Venugopalan, Sundararajan 2020, eq. 4, <see href="https://arxiv.org/abs/2004.03383"/>:
/// - sum over i of (maxSigma / steps) (L(s_i + h) - L(s_i)) / h dS/dx(L(s_i)), L(s) the photo blurred by s = i maxSigma / steps, with zeros
/// outside of it and a kernel cut at int(4 s + 0.5).
/// Input and map [N, 3, H, W], signed.
/// Differs from the paper: 50 steps unless asked otherwise.
/// </remarks>
[Follows(Convention.Paper, """{"maxSigma": 50, "steps": 100}""", "100 steps from a blur of 50 pixels, as in the authors' code.")]
public sealed class BlurIg(
    [Range(0.1, 500.0)] double maxSigma = 50,
    [Range(1, BlurIg.MostSteps)] int steps = 50,
    [Range(0.0001, 1.0)] double gradStep = 0.01,
    [Range(1, 256)] int batch = 8
) : Explainer
{
    private const int MostSteps = 1000;

    /// <summary>Standard deviation of the strongest blur, in pixels of the input.</summary>
    public double MaxSigma { get; } = maxSigma;

    /// <summary>Points on the way.</summary>
    public int Steps { get; } = steps;

    /// <summary>How far apart the two blurs are whose difference is the direction of the way, in pixels.</summary>
    public double GradStep { get; } = gradStep;

    /// <summary>Points that run at once.</summary>
    public int Batch { get; } = batch;

    /// <inheritdoc/>
    public override ExplainerCard Card =>
        new()
        {
            Id = "blur-ig",
            Name = "Blur integrated gradients",
            Family = Family.Linearization,
            Summary = "How much each pixel contributed while the photo came out of a blur.",
            Forwards = Steps + 2,
            Backwards = Steps,
            ClassDiscriminative = "yes",
            Signed = true,
            Group = ImplementationGroup.Other,
            Confidence = Confidence.NotInSurvey,
            Resolution = "input",
            Needs = "Nothing beyond the graph.",
            Completeness =
                "Completeness: the map sums to the difference of the scores of the photo and of its strongest blur, to within the "
                + "error of the steps.",
            FailureModes =
                "Zeros outside of the photo darken its borders on the way; few steps miss much, which the completeness error tells.",
            Paper = "Xu, Venugopalan, Sundararajan 2020: Attribution in Scale and Space",
            Bibtex =
                "@inproceedings{xu2020attribution, author = {Xu, Shawn and Venugopalan, Subhashini and Sundararajan, Mukund}, title = "
                + "{Attribution in Scale and Space}, booktitle = {IEEE/CVF Conference on Computer Vision and Pattern Recognition}, "
                + "pages = {9680--9689}, year = {2020}, doi = {10.1109/CVPR42600.2020.00970}}",
        };

    /// <summary>Twice the steps.</summary>
    public override JsonObject? Refinement => Steps == MostSteps ? null : new() { ["steps"] = Math.Min(MostSteps, 2 * Steps) };

    /// <inheritdoc/>
    protected override Tensor Attribute(Explanation run)
    {
        run.ResolveTarget();
        Tensor map = zeros_like(run.Input);
        int done = 0;
        foreach (double[] sigmas in Enumerable.Range(0, Steps).Select(i => i * MaxSigma / Steps).Chunk(run.Together(Batch)))
        {
            using DisposeScope scope = NewDisposeScope();
            Blur now = Blur.Of(run.Input, sigmas),
                then = Blur.Of(run.Input, [.. sigmas.Select(s => s + GradStep)]);
            Tensor gradient = run.GradientAt(now.On(run.Input).flatten(0, 1), run.Seeds(sigmas.Length));
            Tensor rise = now.RiseTo(then, run.Input, GradStep);
            map.sub_((rise * gradient.view(rise.shape)).sum([0L]) * (MaxSigma / Steps));
            done += sigmas.Length;
            run.Report(done, Steps, "steps", map);
        }
        double[] blurred = run.ScoresAt(Blur.Of(run.Input, [MaxSigma]).On(run.Input)[0]);
        run.Promise("completeness", [.. run.TargetScores.Zip(blurred, (x, b) => x - b)], map);
        return map;
    }
}
