namespace WhiteBoxLab;

public sealed partial class Explanation
{
    /// <summary>
    /// What layers gave and the gradients there of a mixture of scores, which may depend on the scores: one run, and one walk back that
    /// passes them all. Shared with other explainers of the same photo where the mixture is the target's score.
    /// </summary>
    internal (Tensor Activation, Tensor Gradient)[] ActivationsAndGradients(string[] layers, Func<Explanation, Tensor, Tensor> seed)
    {
        (Trace trace, Tensor[] gradients) = TraceAndGradients(layers, seed);
        return [.. layers.Zip(gradients, (layer, gradient) => (trace.Output(layer), gradient))];
    }

    /// <summary>Likewise, with the run itself.</summary>
    internal (Trace Trace, Tensor[] Gradients) TraceAndGradients(string[] layers, Func<Explanation, Tensor, Tensor> seed)
    {
        if (shared is not null && shared.TryGet(layers, out Trace there, out Tensor[] kept))
        {
            Resolve(there);
            Tensor wanted = seed(this, there.Scores);
            return (there, ReferenceEquals(wanted, Seed) ? kept : Gradients(there, wanted, layers));
        }
        Trace trace = Forward(Below(layers), RuleTable.Gradient().For(Network), layers);
        Tensor chosen = seed(this, trace.Scores);
        Tensor[] gradients = Gradients(trace, chosen, layers);
        if (shared is not null && ReferenceEquals(chosen, Seed))
        {
            shared.Keep(layers, trace, gradients);
            this.trace = null; // owned by what is shared from here on
        }
        return (trace, gradients);
    }

    /// <summary>The signal at each layer, taken as the walk passes it, before it may be overwritten; zeros where none comes by.</summary>
    private Tensor[] Gradients(Trace trace, Tensor seed, string[] layers)
    {
        string below = Below(layers);
        Dictionary<int, Tensor> seen = layers.Where(l => l != below).ToDictionary(Network.IndexOf, l => zeros_like(trace.Output(l)));
        Tensor last = Backward(trace, seed, below, RuleTable.Gradient().For(Network), observe: (i, signal) =>
            _ = seen.TryGetValue(i, out Tensor? at) ? at.copy_(signal) : null
        );
        return [.. layers.Select(l => l == below ? last : seen[Network.IndexOf(l)])];
    }

    /// <summary>Where a walk back that passes all layers ends: at the earliest, or before it where one is on another branch.</summary>
    private string Below(string[] layers)
    {
        int[] indices = [.. layers.Select(Network.IndexOf)];
        int below = indices.Min();
        while (Network.Graph.DependentOn(below) is var passed && indices.Any(i => i >= 0 && !passed[i]))
            below--;
        return below < 0 ? "input" : Network.Layers[below].Name;
    }

    /// <summary>
    /// The Hessian of a function of the scores, in the activations of a layer, times a direction there. One sweep up and a walk back with
    /// two signals.
    /// </summary>
    internal Tensor HessianTimes(Trace trace, string layer, Tensor direction, Tensor seed, Func<Tensor, Tensor> seedTangent)
    {
        int index = Network.IndexOf(layer);
        Forwards += Network.Graph.ShareBehind(index);
        Backwards += 2 * Network.Graph.ShareBehind(index);
        return Curvature.Along(trace, index, Start, direction, seed, seedTangent, CancellationToken).Product;
    }

    /// <summary>The gradient of a weighted sum of scores at points of the input space, by its own forward and backward pass.</summary>
    /// <param name="points">[M, 3, H, W].</param>
    /// <param name="seed">[M, K].</param>
    internal Tensor GradientAt(Tensor points, Tensor seed) => SlopesAt(points, seed).Gradient;

    /// <summary>Likewise at a layer, with what it gives there (the points themselves at the input) and the score, [M].</summary>
    /// <param name="points">[M, 3, H, W].</param>
    /// <param name="seed">[M, K].</param>
    /// <param name="layer">The layer.</param>
    internal (Tensor Activation, Tensor Gradient, Tensor Scores) SlopesAt(Tensor points, Tensor seed, string layer = "input")
    {
        Rule[] rules = RuleTable.Gradient().For(Network);
        using Trace trace = Run(points, layer, rules, []);
        Forwards += (double)points.shape[0] / Count;
        Tensor scores = (trace.OutputAt(Start) * seed).flatten(1).sum([1]);
        return (trace.Output(layer).alias(), Backward(trace, seed, layer, rules), scores);
    }

    /// <summary>
    /// Likewise through some values of a layer alone: how the score depends on them, handed on down to the input.
    /// </summary>
    /// <param name="points">[M, 3, H, W].</param>
    /// <param name="seed">[M, K].</param>
    /// <param name="layer">The layer.</param>
    /// <param name="neurons">Ones at those values, [C', H', W'].</param>
    internal Tensor GradientThrough(Tensor points, Tensor seed, string layer, Tensor neurons)
    {
        Rule[] rules = RuleTable.Gradient().For(Network);
        using Trace trace = Run(points, "input", rules, [layer]);
        Forwards += (double)points.shape[0] / Count;
        return Backward(trace, Backward(trace, seed, layer, rules) * neurons, "input", rules, from: layer);
    }

    /// <summary>The layer of the scores before softmax, by name, also where probabilities are what is explained.</summary>
    internal string Scores => Network.Layers[Network.Graph.Logits].Name;

    /// <summary>Whether classes are explained, not a neuron inside the network.</summary>
    internal bool IsOfScores => Start == Network.Graph.Output;

    /// <summary>[N, K]: the seed at the scores before softmax: handed down to them where probabilities are what is explained.</summary>
    internal Tensor SeedAtScores(Trace trace)
    {
        Graph graph = Network.Graph;
        return IsOfScores && graph.Logits != graph.Output ? graph.Kind.ToScores(trace.Scores, Seed) : Seed;
    }

    /// <summary>[M N, K]: the seed of each photo, the photos in their order M times.</summary>
    internal Tensor Seeds(int times) => Seed.repeat([times, .. Seed.shape[1..].Select(_ => 1L)]);
}
