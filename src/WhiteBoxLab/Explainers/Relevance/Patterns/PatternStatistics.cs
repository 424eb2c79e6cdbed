namespace WhiteBoxLab;

/// <summary>
/// Sums over all samples and positions of one layer's neurons, in double precision, from which its patterns are solved. Inputs D of a
/// neuron, O neurons.
/// </summary>
internal sealed class PatternStatistics : IDisposable
{
    private readonly WeightedLayer layer;
    private readonly Tensor x,
        y,
        xy,
        activeX,
        activeXy,
        active;
    private long count;

    internal PatternStatistics(WeightedLayer layer)
    {
        this.layer = layer;
        long outputs = layer.Weight.shape[0],
            inputs = layer.Weight.numel() / outputs;
        Tensor Sum(params long[] shape) => zeros(shape, float64, layer.Weight.device).DetachFromDisposeScope();
        (x, y, xy) = (Sum(Groups, inputs), Sum(outputs), Sum(outputs, inputs));
        (activeX, activeXy, active) = (Sum(outputs, inputs), Sum(outputs, inputs), Sum(outputs));
    }

    private long Groups => (layer as Convolution)?.Groups ?? 1;

    /// <summary>How often each neuron was active, over all samples and positions: [O]. Owned by this object.</summary>
    internal Tensor Active => active;

    /// <summary>Takes in what went into the layer, and what came out (bias included), sample by sample.</summary>
    internal void Add(Tensor input, Tensor output)
    {
        for (long n = 0; n < input.shape[0]; n++)
        {
            using IDisposable scope = NewDisposeScope();
            Tensor z = Columns(output.narrow(0, n, 1).to(float64)),
                active = z.gt(0).to(float64);
            Add(Patches(input.narrow(0, n, 1).to(float64)), layer.Bias is { } bias ? z - bias.to(float64).unsqueeze(1) : z, active);
        }
    }

    /// <summary>x: [G, D, L], y: [O, L] without bias, active: [O, L].</summary>
    private void Add(Tensor x, Tensor y, Tensor active)
    {
        Tensor Products(Tensor rows) => rows.view(Groups, -1, rows.shape[1]).matmul(x.transpose(1, 2)).view(xy.shape);
        this.x.add_(x.sum([2L]));
        this.y.add_(y.sum([1L]));
        xy.add_(Products(y));
        this.active.add_(active.sum([1L]));
        activeX.add_(Products(active));
        activeXy.add_(Products(active * y));
        count += y.shape[1];
    }

    /// <summary>[1, O, ...] as [O, L].</summary>
    private static Tensor Columns(Tensor output) => output.reshape(output.shape[1], -1);

    /// <summary>What each position's neurons read: [G, D, L], padded with zeros as the layer pads.</summary>
    private Tensor Patches(Tensor input) =>
        layer is Convolution c
            ? F.unfold(
                    input,
                    (c.Kernel.Height, c.Kernel.Width),
                    (c.Dilation.Height, c.Dilation.Width),
                    (c.Padding.Height, c.Padding.Width),
                    (c.Stride.Height, c.Stride.Width)
                )
                .view(Groups, xy.shape[1], -1)
            : input.view(1, -1, 1);

    /// <summary>
    /// a = (E[x y] - E[x] E[y]) / (w E[x y] - w E[x] E[y]) of the weight's shape; E over all, or for x and x y over where the neuron is
    /// active. 0 / 0 = 0.
    /// </summary>
    internal Tensor Solve(PatternKind kind)
    {
        Tensor weight = layer.Weight.to(float64),
            rows = weight.reshape(xy.shape),
            meanY = (y / count).unsqueeze(1);
        Tensor times = active.clamp_min(1).unsqueeze(1);
        Tensor covariance =
            kind == PatternKind.Linear
                ? (xy / count) - ((x / count).unsqueeze(1).expand(Groups, xy.shape[0] / Groups, xy.shape[1]).reshape(xy.shape) * meanY)
                : (activeXy / times) - (activeX / times * meanY);
        Tensor variance = (rows * covariance).sum([1], keepdim: true),
            none = variance.eq(0);
        return (covariance / variance.masked_fill(none, 1)).masked_fill(none, 0).view(weight.shape);
    }

    /// <summary>Frees the sums.</summary>
    public void Dispose()
    {
        foreach (Tensor sum in (Tensor[])[x, y, xy, activeX, activeXy, active])
            sum.Dispose();
    }
}
