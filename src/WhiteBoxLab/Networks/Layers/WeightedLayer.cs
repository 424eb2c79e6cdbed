namespace WhiteBoxLab;

/// <summary>
/// A layer that is linear in its input, with weights and perhaps a bias (convolution, fully connected): what the weight rules of relevance
/// propagation work on.
/// </summary>
public abstract class WeightedLayer : Layer
{
    /// <summary>A weighted layer.</summary>
    /// <param name="name">Unique in its network.</param>
    /// <param name="input">The layer it reads.</param>
    /// <param name="weight">Output channels first.</param>
    /// <param name="bias">One value for each output channel, or null.</param>
    protected WeightedLayer(string name, string input, Tensor weight, Tensor? bias)
        : base(name, input) => (Weight, Bias) = (weight, bias);

    internal WeightedLayer(LayerSource source, Tensor weight, Tensor? bias)
        : base(source.Name, source.Inputs) => (Weight, Bias) = (weight, bias);

    /// <summary>The weights, output channels first.</summary>
    public Tensor Weight { get; }

    /// <summary>One value for each output channel, or null.</summary>
    public Tensor? Bias { get; }

    /// <inheritdoc/>
    public sealed override IReadOnlyList<(string Name, Tensor Tensor)> Weights =>
        Bias is null ? [("weight", Weight)] : [("weight", Weight), ("bias", Bias)];

    internal sealed override Tensor Forward(Tensor[] inputs, out Tensor? memory)
    {
        memory = null;
        return Apply(inputs[0], Weight, Bias);
    }

    internal sealed override Tensor?[] Backward(LayerCall call, Tensor signal) => [Transposed(signal, Weight, call.Input())];

    /// <summary>The bias, or zeros; a new tensor.</summary>
    internal Tensor BiasOrZeros() => Bias?.clone() ?? zeros([Weight.shape[0]], Weight.dtype, Weight.device);

    // the only input moves, or nobody asks
    internal sealed override Tensor Tangent(LayerCall call, Tensor?[] tangents) => Apply(tangents[0]!, Weight, null);

    /// <summary>The same map with other weights.</summary>
    internal abstract Tensor Apply(Tensor input, Tensor weight, Tensor? bias);

    /// <summary>The transpose of this map with other weights: from the output's shape to that of <paramref name="like"/>.</summary>
    internal abstract Tensor Transposed(Tensor signal, Tensor weight, Tensor like);

    /// <summary>This layer with other weights.</summary>
    internal abstract WeightedLayer With(Tensor weight, Tensor? bias);

    internal sealed override Layer WithWeights(Func<Tensor, Tensor> convert) => With(convert(Weight), Bias is null ? null : convert(Bias));
}
