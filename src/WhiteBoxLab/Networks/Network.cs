using System.Collections.Concurrent;

namespace WhiteBoxLab;

/// <summary>
/// A convolutional network as an explicit, immutable graph of layers with its weights. No hooks, no hidden state: it is shared freely
/// between threads,
/// and is bit for bit the same after an explanation as before. Owns its weights; dispose it to free them.
/// </summary>
/// <remarks>
/// Input convention: float32 (or the type given to <see cref="To(ScalarType)"/>) [N, 3, H, W], RGB, normalised as
/// <see cref="Preprocessing"/> says.
/// Where max pooling ties, the first position in row-major order wins.
/// </remarks>
public sealed partial class Network : IDisposable
{
    private readonly ConcurrentDictionary<string, Lazy<Network>> canonical = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<(int Layer, object Rule), Lazy<Tensor[]>> prepared = new();
    private readonly bool ownsWeights;

    static Network() => Nnpack.SwitchOff();

    internal Network(
        string name,
        long[] inputShape,
        IReadOnlyList<Layer> layers,
        string output,
        NetworkDetails? details = null,
        bool ownsWeights = true
    )
    {
        (Name, Details, this.ownsWeights) = (name, details ?? new(), ownsWeights);
        Graph = new Graph(name, inputShape, layers, output, Details.Outputs, Details.ExplainsProbabilities);
        if (Graph.ShapeAt(Graph.Output) is not [var count])
            throw new NetworkException(
                $"The output '{output}' of '{name}' has the shape {Require.Shape(Graph.ShapeAt(Graph.Output))}; an explained "
                    + $"network ends in scores [K]."
            );
        if (Details.Outputs == NetworkOutputs.Softmax && Graph.Output == Graph.End && !Graph.GivesProbabilities)
            throw new NetworkException(
                $"The outputs of '{name}' are said to be of the kind softmax, but '{output}' is no softmax. Say scores."
            );
        if (Details.Outputs == NetworkOutputs.OneLogit && count > 1)
            throw new NetworkException(
                $"The outputs of '{name}' are said to be one logit, but '{output}' gives {count}. Say independent-labels."
            );
    }

    internal Graph Graph { get; }

    internal NetworkDetails Details { get; }

    /// <summary>The network's name, such as <c>efficientnet-lite0</c>.</summary>
    public string Name { get; }

    /// <summary>Shape of the input without the batch: [3, H, W].</summary>
    public IReadOnlyList<long> InputShape => Graph.InputShape;

    /// <summary>What the outputs are: recognised from the layer that the network ends in, unless its file or a caller says it.</summary>
    public NetworkOutputs Outputs => Graph.Kind;

    /// <summary>K, the number of classes.</summary>
    public int Classes => (int)Graph.ShapeAt(Graph.Output)[0];

    /// <summary>The layers, each after those it reads.</summary>
    public IReadOnlyList<Layer> Layers => Graph.Layers;

    /// <summary>The layer that gives the scores: the last one, or what the softmax or sigmoid at the end reads.</summary>
    public string Output => Layers[Graph.Output].Name;

    /// <summary>How many weights training has set; running statistics of batch normalisation do not count.</summary>
    public long ParameterCount =>
        Layers.Sum(l => l.Weights.Where(w => !w.Name.StartsWith("running_", StringComparison.Ordinal)).Sum(w => w.Tensor.numel()));

    /// <summary>The type of the weights: float32 unless converted.</summary>
    public ScalarType Dtype => Layers.SelectMany(l => l.Weights).Select(w => (ScalarType?)w.Tensor.dtype).FirstOrDefault() ?? float32;

    /// <summary>Where the weights are: the CPU unless moved.</summary>
    public Device Device => Layers.SelectMany(l => l.Weights).Select(w => w.Tensor.device).FirstOrDefault() ?? CPU;

    /// <summary>
    /// The layer that layer methods take unless told otherwise: the last one on the path to the scores that has positions (H' W' above 1).
    /// </summary>
    /// <exception cref="InvalidOperationException">There is none.</exception>
    public string DefaultLayer =>
        FindDefaultLayer()
        ?? throw new InvalidOperationException(
            $"'{Name}' has no layer with more than one position on the way to '{Output}': methods of layers cannot explain it."
        );

    /// <summary>Likewise; null where there is none.</summary>
    public string? FindDefaultLayer() => Details.CamLayer ?? (Graph.LastWithPositions() is var last and >= 0 ? Layers[last].Name : null);

    /// <summary>Shape of a layer's output without the batch; of the input for <c>input</c>.</summary>
    /// <param name="layer">The layer's name.</param>
    /// <exception cref="ArgumentException">There is no such layer; the message lists what there is.</exception>
    public IReadOnlyList<long> ShapeOf(string layer) => Graph.ShapeAt(IndexOf(layer));

    /// <summary>The scores before softmax.</summary>
    /// <param name="input">[N, 3, H, W], normalised.</param>
    /// <returns>[N, K]; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">The input has another shape; the message names both.</exception>
    public Tensor Scores(Tensor input)
    {
        RequireInput(input);
        return NoGradient(() =>
        {
            using Trace trace = Forward.Run(Canonical(), input, new bool[Canonical().Layers.Count], _ => false);
            return trace.Scores.alias();
        });
    }

    /// <summary>Runs the network and keeps what every layer gives.</summary>
    /// <param name="input">[N, 3, H, W], normalised; owned by the caller, who keeps it alive as long as the trace.</param>
    /// <returns>The outputs of all layers; the caller disposes it.</returns>
    /// <exception cref="ArgumentException">The input has another shape; the message names both.</exception>
    public Trace Trace(Tensor input)
    {
        RequireInput(input);
        return NoGradient(() => Forward.Run(this, input, [.. Layers.Select(_ => true)], _ => true));
    }

    /// <summary>
    /// This network with weights of another type; with the same weights if it has that type already. The caller disposes it.
    /// </summary>
    /// <param name="dtype"><c>torch.float32</c> or <c>torch.float64</c>.</param>
    public Network To(ScalarType dtype) => Converted(t => t.to(dtype, copy: true));

    /// <summary>This network on another device. The caller disposes it.</summary>
    /// <param name="device">Such as <c>torch.CPU</c> or <c>torch.CUDA</c>.</param>
    public Network To(Device device) => Converted(t => t.to(device, copy: true));

    /// <summary>This network, with the same weights, on another arithmetic.</summary>
    internal Network On(Arithmetic arithmetic) =>
        new(Name, Graph.InputShape, [.. Layers.Select(l => l.On(arithmetic))], End, Details, ownsWeights: false);

    /// <summary>This network with its outputs taken for another kind. The caller disposes it.</summary>
    /// <param name="outputs">What the outputs are.</param>
    /// <exception cref="NetworkException">The network does not end in that.</exception>
    public Network With(NetworkOutputs outputs) => Converted(t => t.clone(), Details with { Outputs = outputs });

    private Network Converted(Func<Tensor, Tensor> convert, NetworkDetails? details = null) =>
        NoGradient(() =>
            new Network(
                Name,
                Graph.InputShape,
                [.. Layers.Select(l => l.WithWeights(t => convert(t).DetachFromDisposeScope()))],
                End,
                details ?? Details
            )
        );

    /// <summary>The layer that the network ends in, by name.</summary>
    internal string End => Layers[Graph.End].Name;

    /// <summary>The layers on the path from the input to the scores.</summary>
    internal IEnumerable<Layer> OnPath => Layers.Where((_, i) => Graph.OnPath[i]);

    /// <summary>Likewise to the scores before softmax, also where probabilities are what is explained.</summary>
    internal IEnumerable<Layer> ToScores => Graph.LeadingTo(Graph.Logits).Zip(Layers).Where(l => l.First).Select(l => l.Second);

    /// <summary>
    /// The network as the engines run it: batch normalisation folded into the convolutions before it, except where one of
    /// <paramref name="keep"/> is the convolution's own output.
    /// </summary>
    internal Network Canonical(params ReadOnlySpan<string?> keep)
    {
        if (Details.IsCanonical)
            return this;
        string[] folded =
        [
            .. keep.ToArray()
                .OfType<string>()
                .Where(k => Graph.Has(k) && BatchNormalizationFolding.Folds(Graph, Graph.IndexOf(k)))
                .Order(StringComparer.Ordinal),
        ];
        return canonical
            .GetOrAdd(string.Join('\n', folded), _ => new(() => NoGradient(() => BatchNormalizationFolding.Of(this, folded))))
            .Value;
    }

    /// <summary>Weights that a rule has prepared for a layer, made once and freed with the network.</summary>
    internal Tensor[] Prepared(int layer, object rule, Func<Layer, Tensor[]> prepare) =>
        prepared
            .GetOrAdd((layer, rule), key => new(() =>
                {
                    using IDisposable scope = NewDisposeScope();
                    return [.. prepare(Layers[key.Layer]).Select(t => t.DetachFromDisposeScope())];
                }))
            .Value;

    internal bool InputIsNonNegative(int layer, int input) => Graph.IsNonNegative(Graph.Inputs[layer][input]);

    internal int IndexOf(string layer) =>
        layer == "input" || Graph.Has(layer)
            ? Graph.IndexOf(layer)
            : throw new ArgumentException(
                $"The network '{Name}' has no layer named '{layer}'. Its layers with positions are "
                    + $"{Listed(Layers.Where(l => ShapeOf(l.Name).Count == 3).Select(l => l.Name))}."
            );

    internal void RequireInput(Tensor input)
    {
        ObjectDisposedException.ThrowIf(IsDisposed, this);
        if (input.dim() != 4 || !input.shape[1..].SequenceEqual(Graph.InputShape) || input.shape[0] < 1)
            throw new ArgumentException(
                $"'{Name}' needs an input of shape [N, {string.Join(", ", InputShape)}]; this one is {Require.Shape(input.shape)}."
            );
        if (input.dtype != Dtype || input.device_type != Device.type)
            throw new ArgumentException(
                $"'{Name}' computes in {Dtype} on {Device.type}; this input is {input.dtype} on {input.device_type}. Convert "
                    + $"one of them with To(...)."
            );
    }

    internal static string Listed(IEnumerable<string> names)
    {
        string[] all = [.. names];
        return string.Join(", ", (all.Length <= 12 ? all : [.. all[..4], "...", .. all[^6..]]).Select(n => n == "..." ? n : $"'{n}'"));
    }

    internal bool IsDisposed { get; private set; }

    /// <summary>Runs something that records no gradient and leaves nothing but its result.</summary>
    internal static T NoGradient<T>(Func<T> run)
    {
        using IDisposable scope = NewDisposeScope(),
            mode = no_grad();
        T result = run();
        if (result is Tensor tensor)
            tensor.MoveToOuterDisposeScope();
        return result;
    }

    /// <summary>Frees the weights.</summary>
    public void Dispose()
    {
        if (IsDisposed)
            return;
        IsDisposed = true;
        foreach (Lazy<Network> canonical in canonical.Values)
            canonical.Value.Dispose();
        probabilities?.Dispose();
        foreach (Tensor prepared in prepared.Values.SelectMany(p => p.Value))
            prepared.Dispose();
        if (ownsWeights)
            foreach ((_, Tensor tensor) in Layers.SelectMany(l => l.Weights))
                tensor.Dispose();
    }

    /// <summary>Name, size and classes.</summary>
    public override string ToString() => $"{Name}: {Layers.Count} layers, {ParameterCount:N0} weights, {Classes} classes";
}
