using System.Text.Json.Nodes;

namespace WhiteBoxLab;

/// <summary>A fully connected layer: <c>x W' + b</c>.</summary>
[Op("linear")]
public sealed class Linear : WeightedLayer
{
    /// <summary>A fully connected layer with given weights.</summary>
    /// <param name="name">Unique in its network.</param>
    /// <param name="input">The layer it reads, of shape [F].</param>
    /// <param name="weight">[O, F]; owned by the network from here on.</param>
    /// <param name="bias">[O], or null for none.</param>
    public Linear(string name, string input, Tensor weight, Tensor? bias = null)
        : base(name, input, weight, bias) { }

    internal Linear(LayerSource source)
        : base(
            source,
            source.Weight("weight", source.Integer("out_features"), -1),
            source.Flag("bias", true) ? source.Weight("bias", source.Integer("out_features")) : null
        ) { }

    internal override long[] ShapeOf(IReadOnlyList<long[]> inputs) =>
        Require.One(this, inputs) is [var features] && features == Weight.shape[1]
            ? [Weight.shape[0]]
            : throw new NetworkException(
                $"Layer '{Name}' has weights {Require.Shape(Weight.shape)} and needs an input of shape [{Weight.shape[1]}]; '"
                    + $"{Inputs[0]}' gives {Require.Shape(inputs[0])}."
            );

    internal override long CostOf(long[] output) => Weight.numel();

    internal override Tensor Apply(Tensor input, Tensor weight, Tensor? bias) => Arithmetic.Run("linear", [], input, weight, bias);

    internal override Tensor Transposed(Tensor signal, Tensor weight, Tensor like) =>
        Arithmetic.Run("linear_transposed", [], signal, weight);

    internal override void Write(JsonObject json)
    {
        json["out_features"] = Weight.shape[0];
        json["bias"] = Bias is not null;
    }

    internal override WeightedLayer With(Tensor weight, Tensor? bias) =>
        new Linear(Name, Inputs[0], weight, bias) { Arithmetic = Arithmetic };
}
