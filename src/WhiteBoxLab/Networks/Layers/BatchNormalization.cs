using System.Text.Json.Nodes;

namespace WhiteBoxLab;

/// <summary>Batch normalisation as it runs after training: each channel scaled and shifted by constants.</summary>
[Op("batch_norm2d")]
public sealed class BatchNormalization : Layer
{
    /// <summary>A batch normalisation with given statistics.</summary>
    /// <param name="name">Unique in its network.</param>
    /// <param name="input">The layer it reads.</param>
    /// <param name="weight">Scale, [C].</param>
    /// <param name="bias">Shift, [C].</param>
    /// <param name="mean">Running mean, [C].</param>
    /// <param name="variance">Running variance, [C].</param>
    /// <param name="epsilon">Added to the variance. Defaults to 1e-5.</param>
    public BatchNormalization(string name, string input, Tensor weight, Tensor bias, Tensor mean, Tensor variance, double epsilon = 1e-5)
        : base(name, input) => (Weight, Bias, Mean, Variance, Epsilon) = (weight, bias, mean, variance, epsilon);

    internal BatchNormalization(LayerSource source)
        : base(source.Name, source.Inputs)
    {
        Epsilon = source.Real("eps", 1e-5, "epsilon");
        Weight = source.Weight("weight", -1);
        long channels = Weight.shape[0];
        (Bias, Mean, Variance) = (
            source.Weight("bias", channels),
            source.Weight("running_mean", channels),
            source.Weight("running_var", channels)
        );
    }

    /// <summary>Scale, [C].</summary>
    public Tensor Weight { get; }

    /// <summary>Shift, [C].</summary>
    public Tensor Bias { get; }

    /// <summary>Running mean, [C].</summary>
    public Tensor Mean { get; }

    /// <summary>Running variance, [C].</summary>
    public Tensor Variance { get; }

    /// <summary>Added to the variance.</summary>
    public double Epsilon { get; }

    /// <inheritdoc/>
    public override IReadOnlyList<(string Name, Tensor Tensor)> Weights =>
        [("weight", Weight), ("bias", Bias), ("running_mean", Mean), ("running_var", Variance)];

    internal override long[] ShapeOf(IReadOnlyList<long[]> inputs)
    {
        long[] shape = Require.Picture(this, inputs);
        return shape[0] == Weight.shape[0]
            ? shape
            : throw new NetworkException($"Layer '{Name}' normalises {Weight.shape[0]} channels; '{Inputs[0]}' has {shape[0]}.");
    }

    internal override Tensor Forward(Tensor[] inputs, out Tensor? memory)
    {
        memory = null;
        return F.batch_norm(inputs[0], Mean, Variance, Weight, Bias, training: false, eps: Epsilon);
    }

    internal override Tensor?[] Backward(LayerCall call, Tensor signal) => [call.Times(signal, Scale().view(-1, 1, 1))];

    // the only input moves, or nobody asks
    internal override Tensor Tangent(LayerCall call, Tensor?[] tangents) => tangents[0]! * Scale().view(-1, 1, 1);

    /// <summary>The factor of each channel, [C].</summary>
    internal Tensor Scale() => Weight / (Variance + Epsilon).sqrt();

    internal override void Write(JsonObject json) => json["eps"] = Epsilon;

    internal override Layer WithWeights(Func<Tensor, Tensor> convert) =>
        new BatchNormalization(Name, Inputs[0], convert(Weight), convert(Bias), convert(Mean), convert(Variance), Epsilon);
}
