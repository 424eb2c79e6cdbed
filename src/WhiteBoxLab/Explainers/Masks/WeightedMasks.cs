namespace WhiteBoxLab;

/// <summary>The mean of masks times weights over the chance that a pixel is seen, with its standard error, as they come.</summary>
internal sealed class WeightedMasks(Tensor input, double open)
{
    private readonly Tensor sums = zeros([input.shape[0], input.shape[2] * input.shape[3]], float64, input.device),
        squares = zeros([input.shape[0], input.shape[2] * input.shape[3]], float64, input.device);
    private long count;

    /// <summary>Adds masks [M, 1, H, W] with their weights [N, M].</summary>
    internal void Add(Tensor masks, Tensor weights)
    {
        Tensor flat = masks.flatten(1),
            by = weights.to(flat.dtype);
        sums.add_(by.matmul(flat));
        squares.add_(by.square().matmul(flat.square()));
        count += flat.shape[0];
    }

    /// <summary>[N, 1, H, W].</summary>
    internal Tensor Mean() => Picture(sums / (count * open));

    /// <summary>[N, 1, H, W]; zeros for a single mask.</summary>
    internal Tensor StandardErrors() => Picture(Errors());

    /// <summary>The pixels' standard error (root mean square) as a part of the map's range, of the worst photo.</summary>
    internal double Error()
    {
        using IDisposable scope = NewDisposeScope();
        return RelativeError.Of(sums / (count * open), Errors());
    }

    private Tensor Errors() => ((squares - (sums.square() / count)) / Math.Max(1, count - 1) / count).clamp_min(0).sqrt() / open;

    private Tensor Picture(Tensor values) => values.view(input.shape[0], 1, input.shape[2], input.shape[3]).to(input.dtype);
}
