using System.ComponentModel.DataAnnotations;

namespace WhiteBoxLab;

/// <summary>
/// Regions of the photo by how much they contributed, in the order of the segments' own means: XRAI without looking again after each
/// segment.
/// </summary>
/// <param name="method">The method whose map is gathered. Defaults to integrated gradients.</param>
/// <param name="segments">The segments: <c>felzenszwalb</c>, or a tensor [cuts, H, W]. Defaults to Felzenszwalb's cuts of six
/// scales.</param>
/// <param name="minPixels">A segment that adds fewer pixels than these is left out. Defaults to 50; 1 to 100000.</param>
/// <remarks>
/// The authors' code of Kapishnikov, Bolukbasi, Viegas, Terry 2019, <see href="https://arxiv.org/abs/1906.02825"/>; the largest channel of
/// the map counts.
/// Input [N, 3, H, W]; map [N, 1, H, W], signed, in units of the method's map: each pixel has the mean of those that came with it.
/// Differs from the paper: the fast form stands in its code alone; integrated gradients from the mean colour instead of from black and from
/// white, and a segmentation of our own.
/// </remarks>
[Follows(Convention.Paper, """{"minPixels": 50}""", "Segments of 50 pixels at least.")]
public sealed class FastXrai(Explainer? method = null, Segmentations? segments = null, [Range(1, 100000)] int minPixels = 50)
    : RegionExplainer(method, segments, minPixels)
{
    /// <inheritdoc/>
    public override ExplainerCard Card =>
        CardOf(
            "fast-xrai",
            "Fast XRAI",
            "Regions of the photo by how much they contributed, gathered from another method's map in one round."
        );

    private protected override double[] Gathered(double[] values, int[][] segments)
    {
        Region region = new(values);
        foreach (int[] segment in segments.Where(s => s.Length > 0).OrderByDescending(s => s.Average(p => values[p])))
            if (region.Added(segment) is { Length: var count } added && count >= MinPixels)
                region.Take(added);
        return region.Whole();
    }
}
