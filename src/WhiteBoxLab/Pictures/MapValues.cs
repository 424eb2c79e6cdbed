namespace WhiteBoxLab;

/// <summary>A map's own values, ready to be enlarged and scaled. What is no number counts as 0.</summary>
internal sealed class MapValues
{
    private readonly float[] values;

    public MapValues(ReadOnlySpan<float> values, int height, int width)
    {
        if (height < 1 || width < 1 || values.Length != (long)height * width)
            throw new ArgumentException(
                $"A map of {height} x {width} has {(long)height * width} values; these are {values.Length}.",
                nameof(values)
            );
        this.values = values.ToArray();
        (Height, Width) = (height, width);
        foreach (ref float value in this.values.AsSpan())
            value = float.IsFinite(value) ? value : 0;
    }

    public int Height { get; }

    public int Width { get; }

    /// <summary>The percentile of the sizes, linear between ranks; the largest size where that is 0.</summary>
    public double LimitAt(double percentile)
    {
        float[] sizes = Array.ConvertAll(values, Math.Abs);
        Array.Sort(sizes);
        double rank = percentile / 100 * (sizes.Length - 1);
        int below = (int)rank,
            above = Math.Min(below + 1, sizes.Length - 1);
        double limit = sizes[below] + (rank - below) * (sizes[above] - (double)sizes[below]);
        return limit > 0 ? limit : sizes[^1];
    }

    /// <summary>Enlarged or shrunk by bilinear interpolation between pixel centres; the border goes on outside.</summary>
    public float[] At(int height, int width)
    {
        (int[] left, float[] toRight) = Places(Width, width);
        (int[] top, float[] toBottom) = Places(Height, height);
        float[] result = new float[height * width];
        for (int y = 0; y < height; y++)
        {
            int above = top[y] * Width,
                below = Math.Min(top[y] + 1, Height - 1) * Width;
            for (int x = 0; x < width; x++)
            {
                int from = left[x],
                    to = Math.Min(from + 1, Width - 1);
                float upper = values[above + from] + toRight[x] * (values[above + to] - values[above + from]);
                float lower = values[below + from] + toRight[x] * (values[below + to] - values[below + from]);
                result[y * width + x] = upper + toBottom[y] * (lower - upper);
            }
        }
        return result;
    }

    private static (int[] First, float[] Part) Places(int from, int to)
    {
        int[] first = new int[to];
        float[] part = new float[to];
        for (int i = 0; i < to; i++)
        {
            double place = Math.Clamp((i + 0.5) * from / to - 0.5, 0, from - 1);
            first[i] = (int)place;
            part[i] = (float)(place - first[i]);
        }
        return (first, part);
    }
}
