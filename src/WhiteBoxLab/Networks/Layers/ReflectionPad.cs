using System.Text.Json.Nodes;

namespace WhiteBoxLab;

/// <summary>A picture mirrored at its sides, as far as told; the row or column at the edge is not repeated.</summary>
[Op("reflection_pad2d")]
public sealed class ReflectionPad : Layer
{
    /// <summary>A reflection.</summary>
    /// <param name="name">Unique in its network.</param>
    /// <param name="input">The layer it reads.</param>
    /// <param name="left">Columns at the left.</param>
    /// <param name="right">Columns at the right.</param>
    /// <param name="top">Rows at the top.</param>
    /// <param name="bottom">Rows at the bottom.</param>
    public ReflectionPad(string name, string input, long left, long right, long top, long bottom)
        : base(name, input) => Sides = [left, right, top, bottom];

    internal ReflectionPad(LayerSource source)
        : base(source.Name, source.Inputs) => Sides = source.Integers("pad", 4);

    /// <summary>Left, right, top, bottom.</summary>
    public IReadOnlyList<long> Sides { get; }

    internal override bool IsNonNegative(ReadOnlySpan<bool> inputsAreNonNegative) => inputsAreNonNegative[0];

    internal override long[] ShapeOf(IReadOnlyList<long[]> inputs)
    {
        long[] shape = Require.Picture(this, inputs);
        return Sides.All(s => s >= 0) && Sides.Take(2).All(s => s < shape[2]) && Sides.Skip(2).All(s => s < shape[1])
            ? [shape[0], shape[1] + Sides[2] + Sides[3], shape[2] + Sides[0] + Sides[1]]
            : throw new NetworkException(
                $"Layer '{Name}' mirrors {Require.Shape(Sides)} positions of {Require.Shape(shape)}; each side is from 0 and "
                    + $"smaller than the picture."
            );
    }

    internal override Tensor Forward(Tensor[] inputs, out Tensor? memory)
    {
        memory = null;
        return Layout.As(F.pad(inputs[0], (long[])[.. Sides], PaddingModes.Reflect), inputs[0]);
    }

    internal override Tensor?[] Backward(LayerCall call, Tensor signal)
    {
        // Rows and columns are mirrored apart: A x B', so the transpose is A' g B.
        Tensor input = call.Input();
        using Tensor rows = Sources(input.shape[2], Sides[2], Sides[3], signal),
            columns = Sources(input.shape[3], Sides[0], Sides[1], signal);
        return [Layout.As(rows.t().matmul(signal).matmul(columns), input)];
    }

    /// <summary>[to, from]: row i has a 1 at the position that place i shows.</summary>
    private static Tensor Sources(long from, long before, long behind, Tensor like)
    {
        long to = before + from + behind;
        double[] sources = new double[to * from];
        for (long i = 0; i < to; i++)
            sources[(i * from) + from - 1 - Math.Abs(from - 1 - Math.Abs(i - before))] = 1;
        return tensor(sources, [to, from], like.dtype, like.device);
    }

    internal override void Write(JsonObject json) => json["pad"] = new JsonArray([.. Sides.Select(s => (JsonNode)s)]);
}
