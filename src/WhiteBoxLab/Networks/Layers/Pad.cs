using System.Text.Json.Nodes;

namespace WhiteBoxLab;

/// <summary>Zeros around a picture, as many as told at each side.</summary>
[Op("zero_pad2d")]
public sealed class Pad : Layer
{
    /// <summary>A padding.</summary>
    /// <param name="name">Unique in its network.</param>
    /// <param name="input">The layer it reads.</param>
    /// <param name="left">Columns at the left.</param>
    /// <param name="right">Columns at the right.</param>
    /// <param name="top">Rows at the top.</param>
    /// <param name="bottom">Rows at the bottom.</param>
    public Pad(string name, string input, long left, long right, long top, long bottom)
        : base(name, input) => Sides = [left, right, top, bottom];

    internal Pad(LayerSource source)
        : base(source.Name, source.Inputs) => Sides = source.Integers("pad", 4);

    /// <summary>Left, right, top, bottom.</summary>
    public IReadOnlyList<long> Sides { get; }

    internal override bool IsNonNegative(ReadOnlySpan<bool> inputsAreNonNegative) => inputsAreNonNegative[0];

    internal override long[] ShapeOf(IReadOnlyList<long[]> inputs)
    {
        long[] shape = Require.Picture(this, inputs);
        return Sides.All(s => s >= 0)
            ? [shape[0], shape[1] + Sides[2] + Sides[3], shape[2] + Sides[0] + Sides[1]]
            : throw new NetworkException($"Layer '{Name}' pads by {Require.Shape(Sides)}; a padding is never negative.");
    }

    internal override Tensor Forward(Tensor[] inputs, out Tensor? memory)
    {
        memory = null;
        Tensor input = inputs[0];
        return ZeroPadding.Serves(input) ? ZeroPadding.Around(input, Sides) : F.pad(input, (long[])[.. Sides]);
    }

    internal override bool SharesSignal => true;

    internal override Tensor?[] Backward(LayerCall call, Tensor signal)
    {
        Tensor input = call.Input();
        return
        [
            ZeroPadding.Serves(signal)
                ? ZeroPadding.Inside(signal, Sides)
                : Layout.As(signal.narrow(2, Sides[2], input.shape[2]).narrow(3, Sides[0], input.shape[3]), input),
        ];
    }

    internal override void Write(JsonObject json) => json["pad"] = new JsonArray([.. Sides.Select(s => (JsonNode)s)]);
}
