using System.Security.Cryptography;
using System.Text;

namespace WhiteBoxLab;

/// <summary>
/// Weights drawn from a seed and their own name, so that they do not depend on the order in which layers are added; of sizes with which
/// signals keep theirs from layer to layer.
/// </summary>
internal sealed class RandomWeights(long seed, ScalarType dtype)
{
    internal Tensor Draw(string key, long[] shape)
    {
        using Generator generator = new(BitConverter.ToUInt64(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}:{key}"))));
        using Tensor draw = randn(shape, float32, generator: generator);
        using Tensor weights = key[(key.LastIndexOf('.') + 1)..] switch
        {
            "weight" when shape.Length > 1 => draw * Math.Sqrt(2.0 / shape[1..].Aggregate(1L, (a, b) => a * b)), // He et al. 2015, eq. 10
            "weight" => 1 + (0.1 * draw),
            "running_var" => 1 + (0.1 * draw.abs()),
            _ => 0.05 * draw,
        };
        return weights.to(dtype, copy: true).DetachFromDisposeScope();
    }
}
