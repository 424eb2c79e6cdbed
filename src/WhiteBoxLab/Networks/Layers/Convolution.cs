using System.Text.Json.Nodes;

namespace WhiteBoxLab;

/// <summary>A two-dimensional convolution: grouped, strided, dilated and zero-padded as told.</summary>
[Op("conv2d")]
public sealed class Convolution : WeightedLayer
{
    /// <summary>A convolution with given weights.</summary>
    /// <param name="name">Unique in its network.</param>
    /// <param name="input">The layer it reads.</param>
    /// <param name="weight">[O, C/groups, KH, KW]; owned by the network from here on.</param>
    /// <param name="bias">[O], or null for none.</param>
    /// <param name="stride">Defaults to 1.</param>
    /// <param name="padding">Zeros at each side. Defaults to 0.</param>
    /// <param name="dilation">Distance between the kernel's taps. Defaults to 1.</param>
    /// <param name="groups">Defaults to 1.</param>
    public Convolution(
        string name,
        string input,
        Tensor weight,
        Tensor? bias = null,
        Size2? stride = null,
        Size2? padding = null,
        Size2? dilation = null,
        long groups = 1
    )
        : base(name, input, weight, bias) => (Stride, Padding, Dilation, Groups) = (stride ?? 1, padding ?? 0, dilation ?? 1, groups);

    internal Convolution(LayerSource source)
        : base(
            source,
            source.Weight("weight", source.Integer("out_channels"), -1, source.Size("kernel").Height, source.Size("kernel").Width),
            source.Flag("bias", true) ? source.Weight("bias", source.Integer("out_channels")) : null
        ) =>
        (Stride, Padding, Dilation, Groups) = (
            source.Size("stride", 1),
            source.Size("padding", 0),
            source.Size("dilation", 1),
            source.Integer("groups", 1)
        );

    /// <summary>Step of the kernel.</summary>
    public Size2 Stride { get; }

    /// <summary>Zeros at each side.</summary>
    public Size2 Padding { get; }

    /// <summary>Distance between the kernel's taps.</summary>
    public Size2 Dilation { get; }

    /// <summary>Channels are convolved in this many separate groups.</summary>
    public long Groups { get; }

    internal Size2 Kernel => (Weight.size(2), Weight.size(3));

    internal override long[] ShapeOf(IReadOnlyList<long[]> inputs)
    {
        long[] shape = Require.Picture(this, inputs);
        if (Groups < 1 || Weight.shape[1] * Groups != shape[0] || Weight.shape[0] % Groups != 0)
            throw new NetworkException(
                $"Layer '{Name}' has weights [{string.Join(", ", Weight.shape)}] in {Groups} groups, which does not fit an "
                    + $"input of {shape[0]} channels."
            );
        long height = Window.Count(this, shape[1], Kernel.Height, Stride.Height, Padding.Height, Dilation.Height);
        return [Weight.shape[0], height, Window.Count(this, shape[2], Kernel.Width, Stride.Width, Padding.Width, Dilation.Width)];
    }

    internal override long CostOf(long[] output) => Weight.numel() * output[1] * output[2];

    internal override Tensor Apply(Tensor input, Tensor weight, Tensor? bias) =>
        this switch
        {
            { IsPointwise: true } => Arithmetic.Run("conv1x1", Slide().Settings, input, weight, bias),
            _ when IsOwn(input, weight) => new DepthwiseKernel(
                (input.shape[2], input.shape[3]),
                Output((input.shape[2], input.shape[3])),
                Kernel,
                Stride,
                Padding,
                Dilation,
                transposed: false
            ).Run(input, weight, bias),
            _ => Arithmetic.Run("conv2d", Slide().Settings, input, weight, bias),
        };

    internal override Tensor Transposed(Tensor signal, Tensor weight, Tensor like) => Layout.As(Back(signal, weight, like), like);

    private Tensor Back(Tensor signal, Tensor weight, Tensor like) =>
        this switch
        {
            { IsPointwise: true } => Arithmetic.Run("conv_transpose1x1", Slide(signal, like).Settings, signal, weight),
            _ when IsOwn(signal, weight) => new DepthwiseKernel(
                (signal.shape[2], signal.shape[3]),
                (like.shape[2], like.shape[3]),
                Kernel,
                Stride,
                Padding,
                Dilation,
                transposed: true
            ).Run(signal, weight, null),
            _ when IsFromPixels(weight) && Phases(signal, like) is { } taps && !signal.requires_grad => ByPhases(
                signal,
                weight,
                like,
                taps
            ),
            _ => Arithmetic.Run("conv_transpose2d", Slide(signal, like).Settings, signal, weight),
        };

    private Sliding Slide(Size2 remainder = default) => new(Stride, Padding, Dilation, Groups, remainder);

    private Sliding Slide(Tensor signal, Tensor like) =>
        Slide(
            (
                Window.Remainder(like.shape[2], signal.shape[2], Kernel.Height, Stride.Height, Padding.Height, Dilation.Height),
                Window.Remainder(like.shape[3], signal.shape[3], Kernel.Width, Stride.Width, Padding.Width, Dilation.Width)
            )
        );

    /// <summary>Whether our own kernel computes it.</summary>
    private bool IsOwn(Tensor input, Tensor weight) =>
        IsDepthwise && ParallelLoops.Serves(input, weight) && !input.requires_grad && !weight.requires_grad;

    private Size2 Output(Size2 size) =>
        (
            Window.Count(this, size.Height, Kernel.Height, Stride.Height, Padding.Height, Dilation.Height),
            Window.Count(this, size.Width, Kernel.Width, Stride.Width, Padding.Width, Dilation.Width)
        );

    /// <summary>
    /// Few inputs, as at the first layer of a network, twice as many where two sets of weights are stacked: there libtorch's transposed
    /// convolution takes three times as long as it need.
    /// </summary>
    private bool IsFromPixels(Tensor weight) => Groups == 1 && Dilation == 1 && Stride.Height == Stride.Width && weight.size(1) <= 8;

    /// <summary>How many taps of the kernel reach one place within the stride; null where some place is out of their reach.</summary>
    private Size2? Phases(Tensor signal, Tensor like)
    {
        long step = Stride.Height;
        Size2 taps = ((Kernel.Height + step - 1) / step, (Kernel.Width + step - 1) / step);
        return
            like.shape[2] + Padding.Height <= step * (signal.shape[2] + taps.Height - 1)
            && like.shape[3] + Padding.Width <= step * (signal.shape[3] + taps.Width - 1)
            ? taps
            : null;
    }

    /// <summary>The transposition as a convolution that computes every place within the stride as a channel of its own.</summary>
    private Tensor ByPhases(Tensor signal, Tensor weight, Tensor like, Size2 taps)
    {
        long step = Stride.Height,
            inputs = weight.shape[1];
        Tensor whole = F.pad(weight, [0, (taps.Width * step) - Kernel.Width, 0, (taps.Height * step) - Kernel.Height]);
        Tensor phases = whole
            .view(-1, inputs, taps.Height, step, taps.Width, step)
            .permute(1, 3, 5, 0, 2, 4)
            .flip(4, 5)
            .reshape(inputs * step * step, -1, taps.Height, taps.Width);
        Tensor places = F.pixel_shuffle(
            Arithmetic.Run("conv2d", new Sliding(1, (taps.Height - 1, taps.Width - 1), 1, 1, 0).Settings, signal, phases),
            step
        );
        return places.narrow(2, Padding.Height, like.shape[2]).narrow(3, Padding.Width, like.shape[3]);
    }

    private bool IsPointwise => Kernel == 1 && Padding == 0 && Groups == 1;

    internal bool IsDepthwise => Groups > 1 && Groups == Weight.size(0) && Weight.size(1) == 1;

    /// <summary>
    /// With zeros around the input first (left, right, top, bottom) and a ReLU or ReLU6 behind, in fewer passes over memory than one after
    /// the other; null where there is no such way.
    /// </summary>
    internal Tensor? Merged(Tensor input, IReadOnlyList<long>? frame, double? ceiling)
    {
        if (!CanMerge(input))
            return null;
        if (IsDepthwise)
        {
            long[] sides = [.. frame ?? [0, 0, 0, 0]];
            Size2 from = (input.shape[2], input.shape[3]),
                framed = (from.Height + sides[2] + sides[3], from.Width + sides[0] + sides[1]);
            return new DepthwiseKernel(
                from,
                Output(framed),
                Kernel,
                Stride,
                (Padding.Height + sides[2], Padding.Width + sides[0]),
                Dilation,
                transposed: false
            ).Run(input, Weight, Bias, ceiling is null ? double.NegativeInfinity : 0, ceiling ?? double.PositiveInfinity);
        }
        if (frame is not null || ceiling is null)
            return null;
        Tensor product = Arithmetic.Run("conv1x1", Slide().Settings, input, Weight);
        BiasedGate.Overwrite(product, Bias, ceiling.Value);
        return product;
    }

    internal bool CanMerge(Tensor input) =>
        (IsDepthwise ? ParallelLoops.Serves(input, Weight) : IsPointwise && Fused.Serves(input) && ParallelLoops.Serves(Weight))
        && !input.requires_grad
        && !Weight.requires_grad;

    internal override void Write(JsonObject json)
    {
        json["out_channels"] = Weight.shape[0];
        json["kernel"] = Kernel.ToJson();
        json["stride"] = Stride.ToJson();
        json["padding"] = Padding.ToJson();
        json["dilation"] = Dilation.ToJson();
        json["groups"] = Groups;
        json["bias"] = Bias is not null;
    }

    internal override WeightedLayer With(Tensor weight, Tensor? bias) =>
        new Convolution(Name, Inputs[0], weight, bias, Stride, Padding, Dilation, Groups) { Arithmetic = Arithmetic };
}
