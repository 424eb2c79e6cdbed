namespace WhiteBoxLab;

/// <summary>
/// The weights of a network in a file. What a network cannot be made of is refused, and what no layer has read is named.
/// </summary>
internal sealed class StoredWeights(Safetensors file)
{
    private const int MostNames = 8;

    private static readonly string[] Formats = ["F64", "F32", "F16", "BF16"];

    private readonly HashSet<string> read = new(StringComparer.Ordinal);

    /// <summary>What messages call the file.</summary>
    internal string Source => file.Source;

    /// <summary>What the weights are computed in: float64 where the file has any, else float32.</summary>
    internal ScalarType Dtype => file.Names.Any(n => file.DtypeOf(n) == "F64") ? float64 : float32;

    /// <summary>The shape of a tensor; null where there is none.</summary>
    internal IReadOnlyList<long>? ShapeOf(string key) => file.Contains(key) ? file.ShapeOf(key) : null;

    /// <summary>A tensor that is there, as a copy in a type.</summary>
    internal Tensor Read(string key, ScalarType dtype)
    {
        read.Add(key);
        if (!Formats.Contains(file.DtypeOf(key)))
            throw new NetworkException(
                $"The tensor '{key}' of '{Source}' is stored as {file.DtypeOf(key)}, without the scale that makes weights of "
                    + $"it. Weights are {string.Join(", ", Formats)}: save them so."
            );
        using Tensor tensor = file.Tensor(key);
        Tensor copy = tensor.to(dtype, copy: true);
        RequireFinite(key, copy);
        return copy;
    }

    /// <summary>Refuses a file that has more than the network reads; what training alone counts is no part of a network.</summary>
    internal void RequireRead(string network, IReadOnlyCollection<Layer> layers)
    {
        string[] left = [.. file.Names.Where(n => !read.Contains(n) && !n.EndsWith(".num_batches_tracked", StringComparison.Ordinal))];
        if (left.Length == 0)
            return;
        string names =
            string.Join(", ", left.Take(MostNames).Select(n => $"'{n}'"))
            + (left.Length > MostNames ? $" and {left.Length - MostNames} more" : "");
        Layer? denying = layers.FirstOrDefault(l => left.Contains($"{l.Name}.bias"));
        string why = denying is null
            ? "It belongs to another network, or the description lacks layers."
            : $"Layer '{denying.Name}' is described without a bias.";
        throw new NetworkException($"'{Source}' has what no layer of '{network}' reads: {names}. {why}");
    }

    private void RequireFinite(string key, Tensor values)
    {
        using IDisposable scope = NewDisposeScope();
        long wrong = values.numel() - values.isfinite().sum().item<long>();
        if (wrong > 0)
            throw new NetworkException(
                $"The weights of layer '{key[..Math.Max(0, key.LastIndexOf('.'))]}' are broken: {wrong} of the {values.numel()} "
                    + $"values of '{key}' in '{Source}' are NaN or infinite."
            );
    }
}
