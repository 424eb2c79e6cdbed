using System.Text.Json.Nodes;

namespace WhiteBoxLab;

/// <summary>
/// The mean of windows chosen so that the output has a given size: window i covers floor(i H / h) to ceil((i + 1) H / h).
/// </summary>
[Op("adaptive_avg_pool2d")]
public sealed class AdaptiveAveragePool : ResamplingLayer
{
    /// <summary>An adaptive average pooling.</summary>
    /// <param name="name">Unique in its network.</param>
    /// <param name="input">The layer it reads.</param>
    /// <param name="size">Size of the output.</param>
    public AdaptiveAveragePool(string name, string input, Size2 size)
        : base(name, input, size) { }

    internal AdaptiveAveragePool(LayerSource source)
        : base(source) { }

    internal override Tensor Forward(Tensor[] inputs, out Tensor? memory)
    {
        memory = null;
        return F.adaptive_avg_pool2d(inputs[0], Size.ToArray());
    }

    private protected override double[] Shares(long from, long to)
    {
        double[] means = new double[to * from];
        for (long i = 0; i < to; i++)
        {
            long start = i * from / to,
                end = (((i + 1) * from) + to - 1) / to;
            Array.Fill(means, 1.0 / (end - start), (int)((i * from) + start), (int)(end - start));
        }
        return means;
    }

    internal override void Write(JsonObject json) => json["size"] = Size.ToJson();
}
