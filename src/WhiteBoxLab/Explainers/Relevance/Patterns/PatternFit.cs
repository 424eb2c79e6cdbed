namespace WhiteBoxLab;

/// <summary>The pass over inputs that patterns are fitted in.</summary>
internal static class PatternFit
{
    /// <summary>Why a network has layers that patterns do not cover, in a sentence; null where it has none.</summary>
    /// <remarks>
    /// A sum, a pooling by means, a gate and what only hands values on keep their gradient. A batch normalisation that cannot be folded is
    /// one weight for one input, whose pattern is 1 / weight whatever the data.
    /// </remarks>
    internal static string? Obstacle(Network network) =>
        network.ToScores.FirstOrDefault(l =>
            l
                is not (
                    WeightedLayer
                    or BatchNormalization
                    or GatedActivation
                    or Add
                    or MaxPool
                    or AveragePool
                    or GlobalAveragePool
                    or AdaptiveAveragePool
                    or Flatten
                    or Reshape
                    or Identity
                    or Dropout
                    or Pad
                    or ReflectionPad
                    or Concat
                )
        )
            is { } layer
            ? $"Patterns cover convolutions, linear layers, ReLU, ReLU6, sums and pooling; '{network.Name}' has {layer.Op} at '"
                + $"{layer.Name}', for which there are none. Use lrp-epsilon-gamma-box or integrated-gradients."
            : null;

    internal static Patterns Run(
        Network network,
        IEnumerable<Tensor> batches,
        int? count,
        IProgress<Step>? progress,
        CancellationToken cancellationToken
    )
    {
        if (Obstacle(network) is { } obstacle)
            throw new InvalidOperationException(obstacle);
        Network folded = network.Canonical();
        Dictionary<string, PatternStatistics> sums = folded
            .Layers.OfType<WeightedLayer>()
            .ToDictionary(l => l.Name, l => new PatternStatistics(l), StringComparer.Ordinal);
        try
        {
            long inputs = Network.NoGradient(() => Take(folded, batches, count, sums, progress, cancellationToken));
            return Network.NoGradient(() => Solved(network, sums, inputs));
        }
        finally
        {
            foreach (PatternStatistics sum in sums.Values)
                sum.Dispose();
        }
    }

    private static long Take(
        Network network,
        IEnumerable<Tensor> batches,
        int? count,
        Dictionary<string, PatternStatistics> sums,
        IProgress<Step>? progress,
        CancellationToken cancellationToken
    )
    {
        int done = 0,
            total = count ?? (batches.TryGetNonEnumeratedCount(out int counted) ? counted : -1);
        long inputs = 0;
        foreach (Tensor batch in batches)
        {
            cancellationToken.ThrowIfCancellationRequested();
            using (Trace trace = network.Trace(batch))
                foreach ((int i, Layer layer) in network.Layers.Index().Where(l => l.Item is WeightedLayer))
                    sums[layer.Name].Add(trace.InputAt(i, 0), trace.OutputAt(i));
            inputs += batch.shape[0];
            done++;
            progress?.Report(
                new Step
                {
                    Done = done,
                    Total = Math.Max(total, done + (total < 0 ? 1 : 0)),
                    Unit = "batches",
                }
            );
        }
        if (total < 0 && done > 0)
            progress?.Report(
                new Step
                {
                    Done = done,
                    Total = done,
                    Unit = "batches",
                }
            );
        return inputs > 0
            ? inputs
            : throw new ArgumentException("Patterns are fitted on inputs; there is no batch. Give at least one tensor [N, 3, H, W].");
    }

    private static Patterns Solved(Network network, Dictionary<string, PatternStatistics> sums, long inputs)
    {
        Dictionary<string, (long[] Shape, double[] Values)> tensors = new(StringComparer.Ordinal);
        foreach ((string layer, PatternStatistics sum) in sums)
        {
            tensors[$"active.{layer}"] = Numbers(sum.Active);
            tensors[$"pattern.relu.{layer}"] = Numbers(sum.Solve(PatternKind.Relu));
            tensors[$"pattern.linear.{layer}"] = Numbers(sum.Solve(PatternKind.Linear));
        }
        return new(tensors, NetworkHash.Of(network), inputs);
    }

    private static (long[], double[]) Numbers(Tensor tensor)
    {
        using Tensor flat = tensor.cpu().contiguous();
        return (tensor.shape, [.. flat.data<double>()]);
    }
}
