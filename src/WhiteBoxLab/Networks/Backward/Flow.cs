namespace WhiteBoxLab;

/// <summary>
/// What a rule does at one layer of one run, with all that depends on the photo made and kept: a fixed linear map. Down it hands signals
/// from the output to the inputs, as often and as many at once as wanted;
/// up, transposed, it tells for the outputs what the inputs are worth. The gradient up is the tangent; relevance up is the share that ends
/// in a region.
/// </summary>
internal abstract class Flow
{
    /// <summary>As <see cref="Rule.Backward"/>, for signals [times N, ...]: batch after batch.</summary>
    internal abstract Tensor?[] Down(LayerCall call, Tensor signal);

    /// <summary>
    /// The transposition: what a unit of signal at the output is worth, [N, ...], given what one is worth at each input (null for nothing;
    /// at least one is given).
    /// </summary>
    internal abstract Tensor Up(LayerCall call, Tensor?[] worths);

    /// <summary>What was made for this photo and is freed with the flow.</summary>
    internal virtual IEnumerable<Tensor> Kept => [];

    /// <summary>A signal [times N, ...] times a factor of the batch, [N, ...] or [1, ...].</summary>
    private protected static Tensor Times(Tensor signal, Tensor factor, bool overwrite)
    {
        bool inPlace = overwrite && signal.dtype == factor.dtype;
        if (signal.shape[0] == factor.shape[0] || factor.shape[0] == 1)
            return inPlace ? InPlace.Multiply(signal, factor) : signal * factor;
        long[] batches = [-1, factor.shape[0], .. signal.shape[1..]];
        return inPlace ? signal.view(batches).mul_(factor).view(signal.shape) : (signal.view(batches) * factor).reshape(signal.shape);
    }
}
