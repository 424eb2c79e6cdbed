namespace WhiteBoxLab;

/// <summary>
/// Second derivatives without autograd: the Hessian of a function of the scores (or of a layer inside), in the activations of a layer,
/// times a direction. One sweep up (how everything moves along the direction) and one walk back that carries the gradient and how it moves.
/// </summary>
/// <remarks>
/// Pearlmutter 1994: Fast Exact Multiplication by the Hessian. Exact for every layer; where one is linear piece by piece it adds nothing of
/// its own.
/// </remarks>
internal static class Curvature
{
    /// <summary>H v at a layer, of its shape, and the gradient there.</summary>
    /// <param name="trace">A run that kept what a gradient back to the layer needs.</param>
    /// <param name="layer">Index of the layer.</param>
    /// <param name="from">Index of the layer whose outputs the function is of: the scores, or one inside.</param>
    /// <param name="direction">v, of the layer's shape.</param>
    /// <param name="seed">The function's gradient in those outputs, [N, ...].</param>
    /// <param name="seedTangent">How that gradient moves when the outputs move: the function's own Hessian in them times the
    /// movement.</param>
    /// <param name="cancellationToken">Stops at the next layer.</param>
    internal static (Tensor Gradient, Tensor Product) Along(
        Trace trace,
        int layer,
        int from,
        Tensor direction,
        Tensor seed,
        Func<Tensor, Tensor> seedTangent,
        CancellationToken cancellationToken
    )
    {
        Graph graph = trace.Network.Graph;
        GradientFlow flow = new();
        Tensor?[] tangents = new Tensor?[graph.Layers.Count];
        Tensor moved = TransposedPass.Up(
            trace,
            direction,
            layer,
            from,
            _ => flow,
            (i, t) => tangents[i] = t.alias(),
            cancellationToken: cancellationToken
        ) ?? zeros_like(trace.OutputAt(from));
        Rule rule = new CurvatureRule(
            i =>
                i switch
                {
                    _ when i == layer => direction,
                    < 0 => null,
                    _ => tangents[i],
                },
            seed.shape[0]
        );
        Tensor both = Backward.Walk(
            trace,
            cat([seed, seedTangent(moved)], 0),
            from,
            layer,
            [.. graph.Layers.Select(_ => rule)],
            cancellationToken: cancellationToken
        );
        foreach (Tensor? tangent in tangents)
            tangent?.Dispose();
        return (both.narrow(0, 0, seed.shape[0]), both.narrow(0, seed.shape[0], seed.shape[0]));
    }

    /// <summary>The gradient of two batches, the gradient itself and its tangent, the second with what the layer's own second order
    /// adds.</summary>
    private sealed class CurvatureRule(Func<int, Tensor?> tangentOf, long count) : Rule
    {
        private static readonly GradientFlow Gradient = new();

        internal override Tensor?[] Backward(LayerCall call, Tensor signal)
        {
            int[] inputs = call.Trace.Network.Graph.Inputs[call.Index];
            // Before the walk on, which may overwrite the signal.
            Tensor?[]? bend = call.Layer.SecondOrder(
                call,
                [.. inputs.Select(tangentOf)],
                tangentOf(call.Index)!,
                signal.narrow(0, 0, count)
            ); // on the way, so it moves
            Tensor?[] down = Gradient.Down(call, signal);
            for (int i = 0; i < down.Length && bend is not null; i++)
                if (down[i] is { } both && bend[i] is { } own)
                    both.narrow(0, count, count).add_(own);
            return down;
        }
    }
}
