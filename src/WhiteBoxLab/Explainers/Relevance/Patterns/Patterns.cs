using System.Security.Cryptography;

namespace WhiteBoxLab;

/// <summary>
/// What each neuron of a network takes for its signal: the direction in which its input moves when its output does. Fitted once on inputs
/// like those to be explained, kept in a file, used by <see cref="PatternNet"/> and <see cref="PatternAttribution"/>.
/// Holds plain numbers, so there is nothing to dispose; may be shared between threads.
/// </summary>
/// <remarks>
/// Kindermans et al. 2018, eqs. 6 to 8, <see href="https://arxiv.org/abs/1705.05598"/>; both the linear and the two-component pattern,
/// always fitted together. For a neuron y = w x (bias and activation apart) w a = 1.
/// The file is safetensors: <c>pattern.relu.LAYER</c>, <c>pattern.linear.LAYER</c> (of the weight's shape), <c>active.LAYER</c> (how often
/// each neuron was active), <c>inputs</c> (how many were seen), <c>network</c> (the SHA-256 of the weights they belong to).
/// </remarks>
public sealed class Patterns
{
    /// <summary>What the file is called that lies beside a network.</summary>
    public const string FileName = "patterns.safetensors";

    private static readonly string[] Kinds = ["relu", "linear"];
    private readonly IReadOnlyDictionary<string, (long[] Shape, double[] Values)> tensors;
    private readonly string network;

    internal Patterns(IReadOnlyDictionary<string, (long[] Shape, double[] Values)> tensors, string network, long inputs)
    {
        (this.tensors, this.network, Inputs) = (tensors, network, inputs);
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach ((string name, (_, double[] values)) in tensors.OrderBy(t => t.Key, StringComparer.Ordinal))
        {
            hash.AppendData(System.Text.Encoding.UTF8.GetBytes(name));
            hash.AppendData(System.Runtime.InteropServices.MemoryMarshal.AsBytes(values.AsSpan()));
        }
        Id = Convert.ToHexString(hash.GetHashAndReset());
    }

    /// <summary>How many inputs they were fitted on.</summary>
    public long Inputs { get; }

    /// <summary>The layers that have patterns: all convolutions and linear layers of the network.</summary>
    public IReadOnlyList<string> Layers =>
        [.. tensors.Keys.Where(k => k.StartsWith("active.", StringComparison.Ordinal)).Select(k => k["active.".Length..])];

    /// <summary>Where they came from, as options write it: the file's path, or "fitted".</summary>
    internal string Source { get; private init; } = "fitted";

    /// <summary>The same for the same numbers.</summary>
    internal string Id { get; }

    /// <summary>
    /// How often each neuron of a layer was active in all that was seen. One that never was has pattern 0 and stops the signal.
    /// </summary>
    /// <param name="layer">The layer, by name.</param>
    /// <exception cref="ArgumentException">It has no patterns; the message lists those that have.</exception>
    public IReadOnlyList<double> Active(string layer) => Find($"active.{layer}", layer).Values;

    /// <summary>The pattern of a layer's neurons.</summary>
    /// <param name="layer">The layer, by name.</param>
    /// <param name="kind">Defaults to the two-component pattern.</param>
    /// <returns>Of the weight's shape, output channels first, float64; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">It has no patterns; the message lists those that have.</exception>
    public Tensor Of(string layer, PatternKind kind = PatternKind.Relu)
    {
        (long[] shape, double[] values) = Find($"pattern.{Kinds[(int)kind]}.{layer}", layer);
        return tensor(values, shape, float64);
    }

    /// <summary>Fits patterns on inputs, batch by batch: one pass over them, of which only sums are kept.</summary>
    /// <param name="network">The network.</param>
    /// <param name="batches">Inputs [N, 3, H, W], normalised, of the network's type and device, such as those it was trained on; a hundred
    /// are a start, every neuron should be active some hundred times. They stay the caller's.</param>
    /// <param name="count">How many batches there are, for the progress. Defaults to what a collection says by itself.</param>
    /// <param name="progress">Told after every batch, on this thread.</param>
    /// <param name="cancellationToken">Stops between two batches.</param>
    /// <exception cref="ArgumentException">There is no batch, or one of another shape.</exception>
    /// <exception cref="InvalidOperationException">The network has layers that patterns do not cover; the message names one.</exception>
    public static Patterns Fit(
        Network network,
        IEnumerable<Tensor> batches,
        int? count = null,
        IProgress<Step>? progress = null,
        CancellationToken cancellationToken = default
    ) => PatternFit.Run(network, batches, count, progress, cancellationToken);

    /// <summary>Reads patterns from a file.</summary>
    /// <param name="path">As <see cref="Save"/> writes it.</param>
    /// <exception cref="WeightsException">It is no sound safetensors file, or no file of patterns.</exception>
    public static Patterns Open(string path) =>
        PatternFile.Read(path, (tensors, network, inputs) => new(tensors, network, inputs) { Source = path });

    /// <summary>Writes them to a file, which appears whole or not at all.</summary>
    /// <param name="path">The file; beside a network it is found by itself as <c>patterns.safetensors</c>.</param>
    /// <param name="dtype"><c>torch.float32</c> halves the file and moves maps in about the sixth digit. Defaults to float64, which keeps
    /// every digit.</param>
    public void Save(string path, ScalarType dtype = ScalarType.Float64) => PatternFile.Write(path, tensors, network, Inputs, dtype);

    /// <summary>Why they cannot serve a network, in a sentence; null where they can.</summary>
    internal string? Obstacle(Network network) =>
        NetworkHash.Of(network) == this.network
            ? null
            : $"The patterns ({Source}) belong to another network, or to other weights, than '{network.Name}'. Fit them anew with "
                + $"Patterns.Fit(network, batches), or on the command line with fit-patterns.";

    private (long[] Shape, double[] Values) Find(string key, string layer) =>
        tensors.TryGetValue(key, out (long[], double[]) found)
            ? found
            : throw new ArgumentException(
                $"There are no patterns of the layer '{layer}'. There are those of {string.Join(", ", Layers.Select(l => $"'{l}'"))}."
            );

    /// <summary>Where they came from.</summary>
    public override string ToString() => Source;
}
