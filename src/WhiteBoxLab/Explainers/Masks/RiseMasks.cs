namespace WhiteBoxLab;

/// <summary>RISE's masks: grids of open and shut cells, stretched over the photo and shifted by chance. All drawn before the first is made,
/// so that they do not depend on how many are made at once.</summary>
internal sealed class RiseMasks : IDisposable
{
    private readonly Tensor? given;
    private readonly Tensor grids;
    private readonly long[] rows,
        columns;
    private readonly long height,
        width,
        cellHeight,
        cellWidth;
    private readonly Tensor like;

    internal RiseMasks(Tensor? given, int count, int cells, double open, int seed, Tensor input)
    {
        (this.given, like, height, width) = (given, input, input.shape[2], input.shape[3]);
        Count = given is null ? count : (int)given.shape[0];
        (cellHeight, cellWidth) = ((height + cells - 1) / cells, (width + cells - 1) / cells);
        using Generator generator = new((ulong)seed);
        grids = rand([count, 1, cells, cells], float64, generator: generator).lt(open);
        rows = Drawn(count, cellHeight, generator);
        columns = Drawn(count, cellWidth, generator);
        Open = open;
        stretched = ((cells + 1) * cellHeight, (cells + 1) * cellWidth);
    }

    private readonly (long Height, long Width) stretched;

    internal int Count { get; }

    /// <summary>The chance that a pixel is seen.</summary>
    internal double Open { get; }

    /// <summary>Some of the masks, [M, 1, H, W].</summary>
    internal Tensor Next(int from, int count)
    {
        if (given is not null)
            return given.narrow(0, from, count).to(like.dtype).to(like.device);
        Tensor over = Upsampling.Bilinear(
            grids.narrow(0, from, count).to(like.dtype).contiguous(),
            [stretched.Height, stretched.Width],
            alignCorners: false
        );
        return cat(
                [
                    .. Enumerable
                        .Range(0, count)
                        .Select(i => over.narrow(0, i, 1).narrow(2, rows[from + i], height).narrow(3, columns[from + i], width)),
                ],
                0
            )
            .to(like.device);
    }

    private static long[] Drawn(int count, long below, Generator generator)
    {
        using IDisposable scope = NewDisposeScope();
        return [.. (rand([count], float64, generator: generator) * below).to(int64).data<long>()];
    }

    public void Dispose() => grids.Dispose();
}
