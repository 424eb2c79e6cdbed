using System.Runtime.InteropServices;

namespace WhiteBoxLab;

/// <summary>
/// Felzenszwalb and Huttenlocher 2004: neighbouring pixels are joined, most alike first, as long as the difference between two segments is
/// no larger than those within them, by more than a scale over their size.
/// </summary>
internal static class Felzenszwalb
{
    /// <summary>The photo's size that scales, sizes and widths are told for.</summary>
    private const double Side = 224;

    private const double Sigma = 0.8,
        Smallest = 150,
        Wider = 5;

    private static readonly double[] Scales = [50, 100, 150, 250, 500, 1200];

    /// <summary>The widened segments of a photo [C, H, W] at every scale, [H, W] booleans.</summary>
    internal static IEnumerable<Tensor> Segments(Tensor photo)
    {
        (int height, int width) = ((int)photo.shape[1], (int)photo.shape[2]);
        Tensor x = photo.to(float64).cpu(),
            scaled = (x - x.min()) / (x.max() - x.min()).clamp_min(1e-12), // 0..1
            blurred = Blurred(scaled) / Blurred(ones_like(scaled)); // no darker at the border
        double area = height * width / (Side * Side);
        (float Weight, int From, int To)[] edges = Edges(blurred, height, width);
        foreach (double scale in Scales)
        {
            int[] numbers = Cut(edges, height * width, scale / 255 * area, Math.Max(1, Smallest * area));
            Tensor cut = tensor(numbers, int32).view(height, width);
            for (int i = 0; i <= numbers.Max(); i++)
                yield return Widened(cut.eq(i), (int)Math.Round(Wider * Math.Sqrt(area)));
        }
    }

    private static Tensor Blurred(Tensor photo) => Blur.Of(photo.unsqueeze(0), [Sigma]).On(photo.unsqueeze(0))[0][0];

    /// <summary>Each pixel with its neighbours to the right, below and aslant, by the distance of their colours, nearest first.</summary>
    private static (float Weight, int From, int To)[] Edges(Tensor photo, int height, int width)
    {
        double[] values = [.. photo.contiguous().data<double>()];
        int size = height * width,
            channels = values.Length / size;
        List<(float Weight, int From, int To)> edges = [];
        for (int y = 0; y < height; y++)
        for (int x = 0; x < width; x++)
            foreach ((int down, int right) in ((int, int)[])[(0, 1), (1, 0), (1, 1), (1, -1)])
                if (y + down < height && x + right >= 0 && x + right < width)
                {
                    (int a, int b) = ((y * width) + x, ((y + down) * width) + x + right);
                    double square = 0;
                    for (int c = 0; c < channels; c++)
                        square += Math.Pow(values[(c * size) + a] - values[(c * size) + b], 2);
                    edges.Add(((float)Math.Sqrt(square), a, b));
                }
        return [.. edges.OrderBy(e => e.Weight)]; // of two alike the first stays the first
    }

    /// <summary>The segment of each pixel, numbered in the order in which they come.</summary>
    private static int[] Cut((float Weight, int From, int To)[] edges, int pixels, double scale, double smallest)
    {
        int[] parents = [.. Enumerable.Range(0, pixels)],
            sizes = [.. Enumerable.Repeat(1, pixels)];
        double[] within = new double[pixels];
        foreach ((float weight, int from, int to) in edges)
        {
            (int a, int b) = (Root(parents, from), Root(parents, to));
            if (a != b && weight <= Math.Min(within[a] + (scale / sizes[a]), within[b] + (scale / sizes[b])))
                within[Join(parents, sizes, a, b)] = weight;
        }
        foreach ((_, int from, int to) in edges)
        {
            (int a, int b) = (Root(parents, from), Root(parents, to));
            if (a != b && (sizes[a] < smallest || sizes[b] < smallest))
                Join(parents, sizes, a, b);
        }
        Dictionary<int, int> numbers = [];
        return [.. Enumerable.Range(0, pixels).Select(i => Number(numbers, Root(parents, i)))];
    }

    private static int Root(int[] parents, int i)
    {
        while (parents[i] != i)
            i = parents[i] = parents[parents[i]];
        return i;
    }

    private static int Join(int[] parents, int[] sizes, int a, int b)
    {
        parents[b] = a;
        sizes[a] += sizes[b];
        return a;
    }

    private static int Number(Dictionary<int, int> numbers, int root)
    {
        ref int number = ref CollectionsMarshal.GetValueRefOrAddDefault(numbers, root, out bool isThere);
        return isThere ? number : number = numbers.Count - 1;
    }

    /// <summary>With all pixels within a disk around its own.</summary>
    private static Tensor Widened(Tensor segment, int radius)
    {
        if (radius == 0)
            return segment;
        Tensor axis = arange(-radius, radius + 1, float32),
            disk = (axis.square().unsqueeze(1) + axis.square()).le(radius * radius).to(float32).view(1, 1, axis.shape[0], -1);
        return F.conv2d(segment.to(float32).view(1, 1, segment.shape[0], -1), disk, padding: [radius, radius])[0][0].gt(0.5);
    }
}
