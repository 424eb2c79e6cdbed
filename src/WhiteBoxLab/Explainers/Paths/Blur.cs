namespace WhiteBoxLab;

/// <summary>
/// Gaussian blurs of a photo as products with matrices, rows and columns apart: zeros outside of the photo, the kernel cut at
/// int(4 sigma + 0.5) and summing to 1 before that.
/// </summary>
/// <param name="rows">[M, 1, 1, H, H], in double precision.</param>
/// <param name="columns">[M, 1, 1, W, W], in double precision.</param>
internal sealed class Blur(Tensor rows, Tensor columns)
{
    private Tensor Rows { get; } = rows;

    private Tensor Columns { get; } = columns;

    /// <summary>Several blurs for photos [N, C, H, W].</summary>
    internal static Blur Of(Tensor photos, double[] sigmas) =>
        new(Matrices(sigmas, (int)photos.shape[2], photos.device), Matrices(sigmas, (int)photos.shape[3], photos.device));

    /// <summary>[M, N, C, H, W].</summary>
    internal Tensor On(Tensor photos) => Product(Rows, photos, Columns);

    /// <summary>
    /// The difference to slightly stronger blurs, over their distance. R' X C' - R X C = (R' - R) X C' + R X (C' - C), whose differences
    /// are
    /// taken in double precision.
    /// </summary>
    internal Tensor RiseTo(Blur other, Tensor photos, double distance) =>
        Product((other.Rows - Rows) / distance, photos, other.Columns) + Product(Rows, photos, (other.Columns - Columns) / distance);

    private static Tensor Product(Tensor rows, Tensor photos, Tensor columns) =>
        rows.to(photos.dtype).matmul(photos.unsqueeze(0)).matmul(columns.to(photos.dtype).transpose(-1, -2));

    private static Tensor Matrices(double[] sigmas, int size, Device device) =>
        tensor(sigmas.SelectMany(s => Matrix(s, size)).ToArray(), [sigmas.Length, 1, 1, size, size], float64, device);

    private static double[] Matrix(double sigma, int size)
    {
        int radius = (int)((4 * sigma) + 0.5);
        double[] kernel = [.. Enumerable.Range(0, radius + 1).Select(d => d == 0 ? 1 : Math.Exp(-(double)d * d / (2 * sigma * sigma)))];
        double sum = kernel[0] + (2 * kernel.Skip(1).Sum());
        double[] matrix = new double[size * size];
        for (int i = 0; i < size; i++)
        for (int j = Math.Max(0, i - radius); j < Math.Min(size, i + radius + 1); j++)
            matrix[(i * size) + j] = kernel[Math.Abs(i - j)] / sum;
        return matrix;
    }
}
