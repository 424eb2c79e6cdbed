using System.ComponentModel.DataAnnotations;

namespace WhiteBoxLab;

/// <summary>
/// Regions of the photo by how much they contributed: segments are put together one by one, each time the one whose new pixels have the
/// largest mean in another method's map.
/// </summary>
/// <param name="method">The method whose map is gathered. Defaults to integrated gradients.</param>
/// <param name="segments">The segments: <c>felzenszwalb</c>, or a tensor [cuts, H, W]. Defaults to Felzenszwalb's cuts of six
/// scales.</param>
/// <param name="minPixels">A segment that adds fewer pixels than these is left out. Defaults to 50; 1 to 100000.</param>
/// <param name="areaThreshold">The part of the photo at which the region stops growing; the pixels outside get their own mean. Defaults to
/// 1, the whole photo; 0 to 1.</param>
/// <remarks>
/// Kapishnikov, Bolukbasi, Viegas, Terry 2019, section 3, <see href="https://arxiv.org/abs/1906.02825"/>; the largest channel of the map
/// counts, as in the authors' code.
/// Input [N, 3, H, W]; map [N, 1, H, W], signed, in units of the method's map: each pixel has the mean of those that came with it.
/// Differs from the paper: integrated gradients from the mean colour instead of from black and from white, and a segmentation of our own.
/// </remarks>
[Follows(Convention.Paper, """{"minPixels": 50, "areaThreshold": 1}""", "The whole photo; segments of 50 pixels at least.")]
public sealed class Xrai(
    Explainer? method = null,
    Segmentations? segments = null,
    [Range(1, 100000)] int minPixels = 50,
    [Range(0.0, 1.0)] double areaThreshold = 1
) : RegionExplainer(method, segments, minPixels)
{
    /// <summary>The part of the photo at which the region stops growing.</summary>
    public double AreaThreshold { get; } = areaThreshold;

    /// <inheritdoc/>
    public override ExplainerCard Card =>
        CardOf("xrai", "XRAI", "Regions of the photo by how much they contributed, gathered from another method's map.");

    private protected override double[] Gathered(double[] values, int[][] segments)
    {
        Region region = new(values);
        GrowingSegments left = new(values, segments);
        while (region.Share <= AreaThreshold && left.Best(MinPixels) is { } best)
        {
            int[] added = region.Added(segments[best]);
            region.Take(added);
            left.Covered(added);
        }
        return region.Whole();
    }
}
