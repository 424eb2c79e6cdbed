using System.Text.Json.Nodes;

namespace WhiteBoxLab;

/// <summary>A picture at another size, by nearest or bilinear interpolation (centres of pixels aligned, not corners).</summary>
[Op("resize")]
public sealed class Resize : ResamplingLayer
{
    /// <summary>A change of size.</summary>
    /// <param name="name">Unique in its network.</param>
    /// <param name="input">The layer it reads.</param>
    /// <param name="size">The new size.</param>
    /// <param name="bilinear">Bilinear rather than nearest. Defaults to bilinear.</param>
    public Resize(string name, string input, Size2 size, bool bilinear = true)
        : base(name, input, size) => Bilinear = bilinear;

    internal Resize(LayerSource source)
        : base(source)
    {
        string mode = source.Word("mode", "bilinear");
        Bilinear = mode is "bilinear" or "nearest"
            ? mode == "bilinear"
            : throw new NetworkException($"Layer '{Name}' (resize) has the mode '{mode}'; there are bilinear and nearest.");
    }

    /// <summary>Whether bilinear rather than nearest.</summary>
    public bool Bilinear { get; }

    internal override Tensor Forward(Tensor[] inputs, out Tensor? memory)
    {
        memory = null;
        return Bilinear
            ? F.interpolate(inputs[0], Size.ToArray(), mode: InterpolationMode.Bilinear, align_corners: false)
            : F.interpolate(inputs[0], Size.ToArray(), mode: InterpolationMode.Nearest);
    }

    private protected override double[] Shares(long from, long to)
    {
        double[] weights = new double[to * from];
        for (long i = 0; i < to; i++)
        {
            double at = Bilinear ? Math.Max(0, ((i + 0.5) * from / to) - 0.5) : i * from / to;
            long low = Math.Min((long)at, from - 1),
                high = Math.Min(low + 1, from - 1);
            weights[(i * from) + low] += 1 - (at - low);
            weights[(i * from) + high] += at - low;
        }
        return weights;
    }

    internal override void Write(JsonObject json)
    {
        json["size"] = Size.ToJson();
        json["mode"] = Bilinear ? "bilinear" : "nearest";
    }
}
