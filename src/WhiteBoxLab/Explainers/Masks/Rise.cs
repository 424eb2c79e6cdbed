using System.ComponentModel.DataAnnotations;

namespace WhiteBoxLab;

/// <summary>The mean of random masks, each weighted by the class's probability for the photo seen through it.</summary>
/// <param name="masks">Masks at most. Defaults to 1000; 1 to 100000.</param>
/// <param name="cells">Cells of a mask's grid a side. Defaults to 7; 1 to 64.</param>
/// <param name="probability">The chance that a cell is open. Defaults to 0.5; 0.01 to 1.</param>
/// <param name="seed">What the masks are drawn from. Defaults to 0; 0 to 1000000.</param>
/// <param name="error">Stop as soon as the standard error of the pixels (root mean square) is at most this part of the map's range.
/// Defaults to 0: all masks; 0 to 1.</param>
/// <param name="ofScore">Weight by the score instead of the probability. Defaults to no.</param>
/// <remarks>
/// Petsiuk, Das, Saenko 2018, eq. 6 and section 3.3, <see href="https://arxiv.org/abs/1806.07421"/>: map = 1 / (N p) sum of p_c(x M) M,
/// M a grid of open and shut cells stretched over the photo and shifted by chance.
/// Input [N, 3, H, W]; map [N, 1, H, W], from 0 up, in units of the probability, with an offset everywhere: the mean over masks. The
/// standard error of each pixel comes with it. All photos of a batch are seen through the same masks. Without a class (a mixture, a
/// neuron) the score takes the probability's place.
/// Differs from the paper: fewer masks, and the masks come from a seed.
/// </remarks>
[Follows(Convention.Paper, """{"masks": 4000}""", "4000 masks, as for VGG16; 8000 for ResNet-50.")]
public sealed class Rise(
    [Range(1, 100000)] int masks = 1000,
    [Range(1, 64)] int cells = 7,
    [Range(0.01, 1.0)] double probability = 0.5,
    [Range(0, 1000000)] int seed = 0,
    [Range(0.0, 1.0)] double error = 0,
    bool ofScore = false
) : Explainer
{
    /// <summary>Masks at most.</summary>
    public int Masks { get; } = masks;

    /// <summary>Cells of a mask's grid a side.</summary>
    public int Cells { get; } = cells;

    /// <summary>The chance that a cell is open.</summary>
    public double Probability { get; } = probability;

    /// <summary>What the masks are drawn from.</summary>
    public int Seed { get; } = seed;

    /// <summary>The part of the map's range at which the pixels' standard error is small enough; 0 for all masks.</summary>
    public double Error { get; } = error;

    /// <summary>Whether masks are weighted by the score.</summary>
    public bool OfScore { get; } = ofScore;

    /// <summary>Masks that are there already, [M, 1, H, W], in the place of drawn ones.</summary>
    internal Tensor? Given { get; init; }

    /// <inheritdoc/>
    public override ExplainerCard Card =>
        new()
        {
            Id = "rise",
            Name = "RISE",
            Family = Family.BlackBox,
            Summary = "The mean of random masks, each weighted by the class's probability for the photo seen through it.",
            Forwards = 1 + Masks,
            Backwards = 0,
            ClassDiscriminative = "yes",
            Signed = OfScore,
            Group = ImplementationGroup.Other,
            Confidence = Confidence.NotInSurvey,
            Resolution = "input",
            Needs = "Nothing beyond the graph.",
            Completeness = "No promise.",
            FailureModes =
                "Only differences over the photo mean something, as there is an offset everywhere; few masks leave blotches, which the "
                + "standard error tells; small things fall through the grid.",
            Paper = "Petsiuk, Das, Saenko 2018: RISE",
            Bibtex =
                "@inproceedings{petsiuk2018rise, author = {Petsiuk, Vitali and Das, Abir and Saenko, Kate}, title = {RISE: Randomized "
                + "Input Sampling for Explanation of Black-box Models}, booktitle = {British Machine Vision Conference}, year = {2018}}",
        };

    /// <inheritdoc/>
    protected override Tensor Attribute(Explanation run)
    {
        run.ResolveTarget();
        using RiseMasks masks = new(Given, Masks, Cells, Probability, Seed, run.Input);
        WeightedMasks sums = new(run.Input, masks.Open);
        int atOnce = run.AtOnce(),
            done = 0;
        while (done < masks.Count && !(Error > 0 && done >= 2 * atOnce && sums.Error() <= Error))
        {
            using DisposeScope scope = NewDisposeScope();
            int count = Math.Min(atOnce, masks.Count - done);
            Tensor some = masks.Next(done, count);
            sums.Add(some, Seen(run, some));
            run.Refine(done += count, masks.Count, "masks", sums.Mean);
        }
        run.StandardErrors = sums.StandardErrors();
        return sums.Mean();
    }

    /// <summary>What the network says of each photo through each mask, [N, M].</summary>
    private Tensor Seen(Explanation run, Tensor masks)
    {
        Tensor photos = arange(run.Count, int64, run.Input.device).repeat_interleave(masks.shape[0]),
            pictures = (run.Input.unsqueeze(1) * masks.unsqueeze(0)).flatten(0, 1);
        return run.ScoresOf(pictures, photos, probability: !OfScore).view(run.Count, -1);
    }
}
