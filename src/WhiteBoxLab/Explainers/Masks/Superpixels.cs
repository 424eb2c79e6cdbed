namespace WhiteBoxLab;

/// <summary>Superpixels: k-means in colour and place at once, from centres on a grid.</summary>
internal static class Superpixels
{
    private const int Rounds = 10;

    /// <summary>What a cell's width weighs against the spread of the colours.</summary>
    private const double Compactness = 1;

    /// <summary>The superpixel of each pixel, [N, H, W]; each photo as if it were alone.</summary>
    internal static Tensor Of(Tensor input, int count) =>
        stack(Enumerable.Range(0, (int)input.shape[0]).Select(n => One(input[n].to(float64), count)));

    private static Tensor One(Tensor photo, int count)
    {
        using DisposeScope scope = NewDisposeScope();
        (long height, long width) = (photo.shape[1], photo.shape[2]);
        double cell = Math.Sqrt((double)height * width / count);
        Tensor colours = photo / ((photo - photo.mean()).square().mean().sqrt() + 1e-12),
            rows = (arange(height, float64, photo.device).unsqueeze(1) * (Compactness / cell)).expand(height, width),
            columns = (arange(width, float64, photo.device) * (Compactness / cell)).expand(height, width),
            pixels = cat([colours, stack([rows, columns])], 0).flatten(1).t(); // [HW, C + 2]
        Tensor centres = pixels.index_select(0, tensor(Starts(count, height, width), device: photo.device)),
            nearest = Nearest(pixels, centres);
        for (int round = 0; round < Rounds; round++)
        {
            Tensor sizes = zeros([count, 1], float64, photo.device)
                    .index_add_(0, nearest, ones([pixels.shape[0], 1], float64, photo.device), 1),
                sums = zeros_like(centres).index_add_(0, nearest, pixels, 1);
            centres = where(sizes.gt(0), sums / sizes.clamp_min(1), centres);
            nearest = Nearest(pixels, centres);
        }
        return nearest.view(height, width).MoveToOuterDisposeScope();
    }

    /// <summary>The nearest centre of each pixel, the first of several.</summary>
    private static Tensor Nearest(Tensor pixels, Tensor centres) =>
        (centres.square().sum([1]) - (2 * pixels.matmul(centres.t()))).argmin(1);

    /// <summary>Pixels spread evenly, in rows.</summary>
    private static long[] Starts(int count, long height, long width)
    {
        int rows = (int)Math.Clamp(Math.Round(Math.Sqrt(count * (double)height / width)), 1, count);
        int First(int row) => (int)((long)row * count / rows);
        return
        [
            .. from row in Enumerable.Range(0, rows)
            let inRow = First(row + 1) - First(row)
            from i in Enumerable.Range(0, inRow)
            select (((2 * row) + 1) * height / (2 * rows) * width) + (((2 * i) + 1) * width / (2 * inRow)),
        ];
    }
}
