namespace WhiteBoxLab;

/// <summary>
/// Another method's map gathered over regions: each segment gives the pixels that it adds to those before it their mean.
/// </summary>
/// <param name="method">The method whose map is gathered; integrated gradients for null.</param>
/// <param name="segments">The segments that regions are made of; those of Felzenszwalb and Huttenlocher for null.</param>
/// <param name="minPixels">A segment that adds fewer pixels than these is left out.</param>
public abstract class RegionExplainer(Explainer? method, Segmentations? segments, int minPixels) : Explainer
{
    /// <summary>The method whose map is gathered.</summary>
    public Explainer Method { get; } = method ?? new IntegratedGradients();

    /// <summary>The segments that regions are made of.</summary>
    public Segmentations Segments { get; } = segments ?? Segmentations.Felzenszwalb;

    /// <summary>A segment that adds fewer pixels than these is left out.</summary>
    public int MinPixels { get; } = minPixels;

    /// <summary>[N, C, H, W]: a map that is there already, in the place of the method's.</summary>
    internal Tensor? Given { get; init; }

    /// <inheritdoc/>
    public override string? Obstacle(Network network) => Method.Obstacle(network);

    /// <inheritdoc/>
    protected sealed override Tensor Attribute(Explanation run)
    {
        run.ResolveTarget();
        Tensor pixels = Pixels(run, Given ?? run.MapsOf(run.Input, Method)),
            map = zeros_like(pixels);
        for (int n = 0; n < run.Count; n++)
        {
            using DisposeScope scope = NewDisposeScope();
            double[] values = [.. pixels[n].flatten().cpu().data<double>()];
            map[n].copy_(tensor(Gathered(values, Segments.For(run.Input, n)), [1, .. run.Input.shape[2..]], device: map.device));
            run.Report(n + 1, (int)run.Count, "photos");
            run.CancellationToken.ThrowIfCancellationRequested();
        }
        run.OfInput();
        return map.to(run.Input.dtype);
    }

    /// <summary>The card of a member of the family.</summary>
    private protected ExplainerCard CardOf(string id, string name, string summary) =>
        new()
        {
            Id = id,
            Name = name,
            Family = Family.Linearization,
            Summary = summary,
            Forwards = 1 + Method.Card.Forwards,
            Backwards = Method.Card.Backwards,
            ClassDiscriminative = Method.Card.ClassDiscriminative,
            Signed = Method.Card.Signed,
            Group = ImplementationGroup.Other,
            Confidence = Confidence.NotInSurvey,
            Resolution = "input",
            Needs = Method.Card.Needs,
            Completeness = "No promise.",
            FailureModes = "Edges are those of the segmentation, whatever the network looked at; small things drown in their segment.",
            Paper = "Kapishnikov, Bolukbasi, Viegas, Terry 2019: XRAI: Better Attributions Through Regions",
            Bibtex = Bibliography.Kapishnikov2019,
        };

    /// <summary>What each pixel gets, of the method's values and the segments' pixels.</summary>
    private protected abstract double[] Gathered(double[] values, int[][] segments);

    /// <summary>The largest channel of a map over the input, [N, 1, H, W], in double precision.</summary>
    private static Tensor Pixels(Explanation run, Tensor map)
    {
        Tensor largest = map.amax([1], keepdim: true);
        bool isOfInput = largest.shape[2..].SequenceEqual(run.Input.shape[2..]);
        return (isOfInput ? largest : Upsampling.Bilinear(largest, run.Input.shape[2..], alignCorners: false)).to(float64);
    }

    /// <summary>A region that grows: which pixels it has, and what they got.</summary>
    private protected sealed class Region(double[] values)
    {
        private readonly double?[] got = new double?[values.Length];
        private int covered;

        /// <summary>Its part of the photo.</summary>
        internal double Share => (double)covered / values.Length;

        internal bool Has(int pixel) => got[pixel] is not null;

        /// <summary>The pixels of a segment that it has not yet.</summary>
        internal int[] Added(int[] segment) => [.. segment.Where(p => !Has(p))];

        /// <summary>The mean value of some pixels.</summary>
        internal double Mean(int[] pixels) => pixels.Average(p => values[p]);

        /// <summary>Takes in pixels, which get their mean.</summary>
        internal void Take(int[] pixels)
        {
            double mean = Mean(pixels);
            foreach (int pixel in pixels)
                got[pixel] = mean;
            covered += pixels.Length;
        }

        /// <summary>What each pixel got; those that came into no region get their own mean.</summary>
        internal double[] Whole()
        {
            int[] left = [.. Enumerable.Range(0, values.Length).Where(p => !Has(p))];
            if (left.Length > 0)
                Take(left);
            return [.. got.Select(g => g ?? 0)]; // all have come
        }
    }
}
