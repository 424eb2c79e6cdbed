namespace WhiteBoxLab;

/// <summary>Patterns as safetensors: patterns in the type that is asked for, counts and the network's hash exact.</summary>
internal static class PatternFile
{
    internal static void Write(
        string path,
        IReadOnlyDictionary<string, (long[] Shape, double[] Values)> tensors,
        string network,
        long inputs,
        ScalarType dtype
    )
    {
        using IDisposable scope = NewDisposeScope();
        IEnumerable<(string, Tensor)> numbers = tensors
            .OrderBy(t => t.Key, StringComparer.Ordinal)
            .Select(t =>
                (
                    t.Key,
                    tensor(t.Value.Values, t.Value.Shape, float64)
                        .to(t.Key.StartsWith("pattern.", StringComparison.Ordinal) ? dtype : float64)
                )
            );
        Safetensors.Save(path, [.. numbers, ("inputs", tensor(new[] { inputs })), ("network", tensor(Convert.FromHexString(network)))]);
    }

    internal static Patterns Read(
        string path,
        Func<IReadOnlyDictionary<string, (long[] Shape, double[] Values)>, string, long, Patterns> make
    )
    {
        using IDisposable scope = NewDisposeScope();
        using Safetensors file = Safetensors.Open(path);
        if (
            !file.Contains("network")
            || !file.Contains("inputs")
            || !file.Names.Any(n => n.StartsWith("pattern.relu.", StringComparison.Ordinal))
        )
            throw new WeightsException(
                $"{file.Source} is no file of patterns: it has no 'network', 'inputs' and 'pattern.relu.*'. Make one with "
                    + $"Patterns.Fit(network, batches).Save(path)."
            );
        Dictionary<string, (long[], double[])> tensors = new(StringComparer.Ordinal);
        foreach (string name in file.Names.Where(n => n is not ("network" or "inputs")))
            tensors[name] = Numbers(file.Tensor(name));
        return make(tensors, Convert.ToHexString(file.Tensor("network").to(uint8).bytes), (long)Numbers(file.Tensor("inputs")).Values[0]);
    }

    private static (long[] Shape, double[] Values) Numbers(Tensor stored) => (stored.shape, [.. stored.to(float64).data<double>()]);
}
