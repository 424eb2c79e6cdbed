namespace WhiteBoxLab;

/// <summary>
/// Passes that several explainers of one batch and one target can share: the activations of a layer and the score's gradient there. Make
/// one, give it to each
/// <see cref="Explainer.Explain(Network, Tensor, Target?, IProgress{Step}?, SharedPasses, CancellationToken)"/> in turn, and dispose it on
/// the same thread; it belongs to the first network, batch and target that it sees.
/// </summary>
public sealed class SharedPasses : IDisposable
{
    private (Network Network, IntPtr Input, Target Target)? of;

    /// <summary>Ties it to what is explained.</summary>
    /// <exception cref="ArgumentException">It belongs to another network, batch or target already.</exception>
    internal void Tie(Network network, Tensor input, Target target)
    {
        of ??= (network, input.Handle, target);
        if (of != (network, input.Handle, target))
            throw new ArgumentException("These shared passes belong to another network, batch or target. Make new ones for each.");
    }

    private readonly Dictionary<string, (Trace Trace, Tensor[] Gradients)> gradients = new(StringComparer.Ordinal);

    internal bool TryGet(string[] layers, out Trace trace, out Tensor[] gradients)
    {
        bool found = this.gradients.TryGetValue(Key(layers), out (Trace Trace, Tensor[] Gradients) there);
        (trace, gradients) = there;
        return found;
    }

    internal void Keep(string[] layers, Trace trace, Tensor[] gradients) =>
        this.gradients[Key(layers)] = (trace, [.. gradients.Select(g => g.DetachFromDisposeScope())]);

    private static string Key(string[] layers) => string.Join('\n', layers);

    /// <summary>Frees what was shared.</summary>
    public void Dispose()
    {
        foreach ((Trace trace, Tensor[] gradients) in gradients.Values)
        {
            trace.Dispose();
            Array.ForEach(gradients, gradient => gradient.Dispose());
        }
    }
}
