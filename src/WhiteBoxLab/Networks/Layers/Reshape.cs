using System.Text.Json.Nodes;

namespace WhiteBoxLab;

/// <summary>The same values in another shape.</summary>
[Op("reshape")]
public sealed class Reshape : Layer
{
    /// <summary>A change of shape.</summary>
    /// <param name="name">Unique in its network.</param>
    /// <param name="input">The layer it reads.</param>
    /// <param name="shape">The new shape without the batch.</param>
    public Reshape(string name, string input, params long[] shape)
        : base(name, input) => Shape = shape;

    internal Reshape(LayerSource source)
        : base(source.Name, source.Inputs) => Shape = source.Integers("shape");

    /// <summary>The new shape without the batch.</summary>
    public IReadOnlyList<long> Shape { get; }

    internal override bool IsNonNegative(ReadOnlySpan<bool> inputsAreNonNegative) => inputsAreNonNegative[0];

    internal override long[] ShapeOf(IReadOnlyList<long[]> inputs)
    {
        long[] shape = Require.One(this, inputs);
        return Shape.All(s => s > 0) && Shape.Aggregate(1L, (a, b) => a * b) == shape.Aggregate(1L, (a, b) => a * b)
            ? [.. Shape]
            : throw new NetworkException(
                $"Layer '{Name}' cannot give {Require.Shape(shape)} the shape {Require.Shape(Shape)}: the number of values differs."
            );
    }

    internal override Tensor Forward(Tensor[] inputs, out Tensor? memory)
    {
        memory = null;
        return inputs[0].reshape([inputs[0].shape[0], .. Shape]);
    }

    internal override bool SharesSignal => true;

    internal override Tensor?[] Backward(LayerCall call, Tensor signal) => [Layout.As(signal.reshape(call.Input().shape), call.Input())];

    internal override void Write(JsonObject json) => json["shape"] = new JsonArray([.. Shape.Select(s => (JsonNode)s)]);
}
