namespace WhiteBoxLab;

/// <summary>What is explained: for each photo of a batch, the output (before softmax) whose evidence is asked for.</summary>
public sealed class Target
{
    private const int Mixed = -1;

    private readonly Func<double[][], double[][]> weights;
    private readonly Func<double[][], int[]> classes;

    /// <summary>The layer whose outputs are explained; null for the scores.</summary>
    internal string? Layer { get; private init; }

    private Target(Func<double[][], int[]> classes, Func<double[][], double[][]> weights) =>
        (this.classes, this.weights) = (classes, weights);

    /// <summary>The class with the highest score, for each photo its own; the first where several tie.</summary>
    public static Target Top { get; } = OfClasses(scores => [.. scores.Select(s => Array.IndexOf(s, s.Max()))]);

    /// <summary>One class for all photos.</summary>
    /// <param name="index">From 0.</param>
    public static Target Class(int index) => OfClasses(scores => [.. scores.Select(_ => index)]);

    /// <summary>One class for all photos, by its number.</summary>
    /// <param name="index">From 0.</param>
    public static implicit operator Target(int index) => Class(index);

    /// <summary>A class for each photo.</summary>
    /// <param name="indices">As many as there are photos.</param>
    public static Target Classes(params IReadOnlyList<int> indices) =>
        OfClasses(scores =>
            scores.Length == indices.Count
                ? [.. indices]
                : throw new ArgumentException(
                    $"There are {indices.Count} targets for {scores.Length} photos. Give one for each, or one for all with "
                        + $"Target.Class(...)."
                )
        );

    /// <summary>Any mixture of outputs, such as one class against another.</summary>
    /// <param name="weights">The weight of each output, K numbers.</param>
    public static Target Mixture(params IReadOnlyList<double> weights) =>
        new(scores => [.. scores.Select(_ => Mixed)], scores => [.. scores.Select(_ => weights.ToArray())]) { isMixture = true };

    /// <summary>A neuron of a layer inside the network, or the sum of a channel.</summary>
    /// <param name="layer">The layer, by name.</param>
    /// <param name="channel">From 0.</param>
    /// <param name="row">From 0; null for the whole channel.</param>
    /// <param name="column">From 0; null for the whole channel.</param>
    public static Target Neuron(string layer, int channel, int? row = null, int? column = null) =>
        new(_ => [], _ => []) { Layer = layer, neuron = (channel, row, column) };

    /// <summary>Whether the probabilities of the classes are explained, not their scores.</summary>
    public bool IsProbability { get; private init; }

    /// <summary>
    /// The same classes, explained by their probabilities (softmax, or sigmoid where labels do not exclude each other) instead of by their
    /// scores: what speaks for another class then speaks against this one.
    /// </summary>
    /// <exception cref="InvalidOperationException">It is a neuron, which has none.</exception>
    public Target AsProbability() =>
        Layer is null
            ? new(classes, weights) { isMixture = isMixture, IsProbability = true }
            : throw new InvalidOperationException($"A neuron of '{Layer}' has no probability. Explain a class, or the neuron's own value.");

    private (int Channel, int? Row, int? Column)? neuron;

    /// <summary>What is explained where it is no class, in words.</summary>
    internal string Aim(Network network) =>
        neuron switch
        {
            null => IsProbability ? "a mixture of probabilities" : "a mixture of classes",
            (var channel, { } row, { } column) => $"neuron [{channel}, {row}, {column}] of '{Layer}'",
            // a neuron has a layer
            (var channel, _, _) => $"{(network.ShapeOf(Layer!).Count == 3 ? "channel" : "neuron")} {channel} of '{Layer}'",
        };

    private bool isMixture;

    private static Target OfClasses(Func<double[][], int[]> classes) =>
        new(classes, scores => [.. classes(scores).Select((c, n) => OneHot(c, scores[n].Length))]);

    private static double[] OneHot(int index, int count)
    {
        double[] weights = new double[count];
        if (index >= 0 && index < count)
            weights[index] = 1;
        return weights;
    }

    /// <summary>The classes (-1 for a mixture), the explained scores, and the seed [N, K] of a walk back.</summary>
    internal (int[] Classes, double[] Scores, Tensor Seed) Resolve(Tensor scores, Network network)
    {
        if (this.neuron is { } neuron)
            return ResolveNeuron(scores, neuron);
        double[][] rows = Rows(scores);
        int[] classes = this.classes(rows);
        foreach (int index in classes)
            if (!isMixture && (index < 0 || index >= network.Classes))
                throw new ArgumentOutOfRangeException(
                    null,
                    $"'{network.Name}' has the classes 0 to {network.Classes - 1}; there is no class {index}."
                );
        double[][] weights = this.weights(rows);
        if (weights.Any(w => w.Length != network.Classes))
            throw new ArgumentException($"'{network.Name}' has {network.Classes} outputs; this mixture has {weights[0].Length} weights.");
        Tensor seed = tensor(weights.SelectMany(w => w).ToArray(), [rows.Length, network.Classes], scores.dtype, scores.device);
        return (classes, [.. rows.Zip(weights, (r, w) => r.Zip(w, (a, b) => b == 0 ? 0 : a * b).Sum())], seed);
    }

    private (int[] Classes, double[] Scores, Tensor Seed) ResolveNeuron(Tensor output, (int Channel, int? Row, int? Column) neuron)
    {
        long[] shape = output.shape;
        bool fits =
            neuron.Channel >= 0
            && neuron.Channel < shape[1]
            && (neuron.Row is null) == (neuron.Column is null)
            && (
                neuron.Row is null
                || (shape.Length == 4 && neuron.Row >= 0 && neuron.Row < shape[2] && neuron.Column >= 0 && neuron.Column < shape[3])
            );
        if (!fits)
            throw new ArgumentOutOfRangeException(
                null,
                $"The layer '{Layer}' has the shape [{string.Join(", ", shape[1..])}]; there is no neuron [{neuron.Channel}, "
                    + $"{neuron.Row}, {neuron.Column}]."
            );
        Tensor seed = zeros_like(output);
        Tensor channel = seed.narrow(1, neuron.Channel, 1);
        // row and column come together
        (neuron.Row is { } row ? channel.narrow(2, row, 1).narrow(3, neuron.Column!.Value, 1) : channel).fill_(1);
        using Tensor values = (output * seed).flatten(1).sum([1]).to(float64).cpu();
        return ([.. Enumerable.Repeat(Mixed, (int)shape[0])], [.. values.data<double>()], seed);
    }

    private static double[][] Rows(Tensor scores)
    {
        using Tensor flat = scores.to(float64).cpu();
        double[] all = [.. flat.data<double>()];
        int count = (int)scores.shape[1];
        return [.. all.Chunk(count)];
    }
}
