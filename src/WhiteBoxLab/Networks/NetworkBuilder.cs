namespace WhiteBoxLab;

/// <summary>
/// Puts a network together line by line, as the table of a paper reads. Each line returns the name of its layer, so that branches can be
/// wired; a line that names no input reads the line before.
/// Weights come from a safetensors file under <c>&lt;layer&gt;.weight</c> and so on, or are drawn from a seed.
/// </summary>
/// <example><code>
/// var b = new NetworkBuilder("tiny", 3, 32, 32, seed: 1);
/// b.Conv("conv1", 16, kernel: 3, padding: 1);
/// b.Relu("relu1");
/// b.GlobalPool("pool");
/// b.Flatten("flatten");
/// b.Linear("fc", 10);
/// using Network network = b.Build();
/// </code></example>
public sealed class NetworkBuilder
{
    private readonly List<Layer> layers = [];
    private readonly Dictionary<string, long[]> shapes = new(StringComparer.Ordinal);
    private readonly Func<string, long[], Tensor> weights;
    private readonly string name;
    private readonly long[] inputShape;
    private readonly StoredWeights? stored;
    private string last = "input";

    /// <summary>A network whose weights are read from a file.</summary>
    /// <param name="name">The network's name.</param>
    /// <param name="channels">C of the input.</param>
    /// <param name="height">H of the input.</param>
    /// <param name="width">W of the input.</param>
    /// <param name="weights">The weights, under the names of the layers; read at once, so it may be closed afterwards.</param>
    public NetworkBuilder(string name, long channels, long height, long width, Safetensors weights)
        : this(name, [channels, height, width], new StoredWeights(weights)) { }

    /// <summary>
    /// A network whose weights are drawn at random: Gaussian with the variance of He et al. 2015 for weights, small for biases, near 1 for
    /// the scales of batch normalisation.
    /// </summary>
    /// <param name="name">The network's name.</param>
    /// <param name="channels">C of the input.</param>
    /// <param name="height">H of the input.</param>
    /// <param name="width">W of the input.</param>
    /// <param name="seed">The same seed gives the same weights.</param>
    /// <param name="dtype">The type of the weights. Defaults to float32.</param>
    public NetworkBuilder(string name, long channels, long height, long width, long seed, ScalarType dtype = ScalarType.Float32)
        : this(name, [channels, height, width], new RandomWeights(seed, dtype).Draw) { }

    private NetworkBuilder(string name, long[] inputShape, StoredWeights stored)
        : this(name, inputShape, (key, shape) => Read(stored, key, shape)) => this.stored = stored;

    internal NetworkBuilder(string name, long[] inputShape, Func<string, long[], Tensor> weights) =>
        (this.name, this.inputShape, this.weights, shapes["input"]) = (name, inputShape, weights, inputShape);

    /// <summary>Name of the layer of the last line.</summary>
    public string Last => last;

    /// <summary>Shape of a layer's output without the batch.</summary>
    /// <param name="layer">The layer's name, or <c>input</c>.</param>
    /// <exception cref="NetworkException">There is no such layer yet.</exception>
    public IReadOnlyList<long> ShapeOf(string layer) => ShapeAt(layer);

    /// <summary>A convolution with weights of its own.</summary>
    /// <param name="name">The layer's name.</param>
    /// <param name="channels">Output channels.</param>
    /// <param name="kernel">Size of the kernel.</param>
    /// <param name="stride">Defaults to 1.</param>
    /// <param name="padding">Defaults to 0.</param>
    /// <param name="dilation">Defaults to 1.</param>
    /// <param name="groups">Defaults to 1.</param>
    /// <param name="bias">Defaults to yes.</param>
    /// <param name="from">The layer it reads; the line before unless given.</param>
    public string Conv(
        string name,
        long channels,
        Size2 kernel,
        Size2? stride = null,
        Size2? padding = null,
        Size2? dilation = null,
        long groups = 1,
        bool bias = true,
        string? from = null
    )
    {
        long inputs = ShapeAt(from)[0];
        return Line(
            new Convolution(
                name,
                from ?? last,
                Weight($"{name}.weight", [channels, inputs / Math.Max(1, groups), kernel.Height, kernel.Width]),
                bias ? Weight($"{name}.bias", [channels]) : null,
                stride,
                padding,
                dilation,
                groups
            )
        );
    }

    /// <summary>A linear layer with weights of its own.</summary>
    /// <param name="name">The layer's name.</param>
    /// <param name="features">Output features.</param>
    /// <param name="bias">Defaults to yes.</param>
    /// <param name="from">The layer it reads; the line before unless given.</param>
    public string Linear(string name, long features, bool bias = true, string? from = null) =>
        Line(
            new Linear(
                name,
                from ?? last,
                Weight($"{name}.weight", [features, ShapeAt(from)[0]]),
                bias ? Weight($"{name}.bias", [features]) : null
            )
        );

    /// <summary>A batch normalisation with statistics of its own.</summary>
    /// <param name="name">The layer's name.</param>
    /// <param name="epsilon">Defaults to 1e-5.</param>
    /// <param name="from">The layer it reads; the line before unless given.</param>
    public string BatchNorm(string name, double epsilon = 1e-5, string? from = null)
    {
        long[] shape = [ShapeAt(from)[0]];
        return Line(
            new BatchNormalization(
                name,
                from ?? last,
                Weight($"{name}.weight", shape),
                Weight($"{name}.bias", shape),
                Weight($"{name}.running_mean", shape),
                Weight($"{name}.running_var", shape),
                epsilon
            )
        );
    }

    /// <summary>A ReLU.</summary>
    /// <param name="name">The layer's name.</param>
    /// <param name="from">The layer it reads; the line before unless given.</param>
    public string Relu(string name, string? from = null) => Line(new Relu(name, from ?? last));

    /// <summary>A ReLU6.</summary>
    /// <param name="name">The layer's name.</param>
    /// <param name="from">The layer it reads; the line before unless given.</param>
    public string Relu6(string name, string? from = null) => Line(new Relu6(name, from ?? last));

    /// <summary>A max pooling.</summary>
    /// <param name="name">The layer's name.</param>
    /// <param name="kernel">Size of the window.</param>
    /// <param name="stride">Defaults to the window's size.</param>
    /// <param name="padding">Defaults to 0.</param>
    /// <param name="from">The layer it reads; the line before unless given.</param>
    public string MaxPool(string name, Size2 kernel, Size2? stride = null, Size2? padding = null, string? from = null) =>
        Line(new MaxPool(name, from ?? last, kernel, stride, padding));

    /// <summary>An average pooling.</summary>
    /// <param name="name">The layer's name.</param>
    /// <param name="kernel">Size of the window.</param>
    /// <param name="stride">Defaults to the window's size.</param>
    /// <param name="padding">Defaults to 0.</param>
    /// <param name="from">The layer it reads; the line before unless given.</param>
    public string AveragePool(string name, Size2 kernel, Size2? stride = null, Size2? padding = null, string? from = null) =>
        Line(new AveragePool(name, from ?? last, kernel, stride, padding));

    /// <summary>The mean over all positions, as [C, 1, 1].</summary>
    /// <param name="name">The layer's name.</param>
    /// <param name="from">The layer it reads; the line before unless given.</param>
    public string GlobalPool(string name, string? from = null) => Line(new GlobalAveragePool(name, from ?? last));

    /// <summary>One row of all values.</summary>
    /// <param name="name">The layer's name.</param>
    /// <param name="from">The layer it reads; the line before unless given.</param>
    public string Flatten(string name, string? from = null) => Line(new Flatten(name, from ?? last));

    /// <summary>A sum of two layers.</summary>
    /// <param name="name">The layer's name.</param>
    /// <param name="first">One layer.</param>
    /// <param name="second">The other.</param>
    public string Add(string name, string first, string second) => Line(new Add(name, first, second));

    /// <summary>Layers side by side along their channels.</summary>
    /// <param name="name">The layer's name.</param>
    /// <param name="inputs">The layers, in order.</param>
    public string Concat(string name, params IReadOnlyList<string> inputs) => Line(new Concat(name, inputs));

    /// <summary>Any other layer.</summary>
    /// <param name="layer">The layer; its weights are the network's from here on.</param>
    /// <returns>Its name.</returns>
    /// <exception cref="NetworkException">It does not fit what it reads, or its name is taken; the network stays as it was.</exception>
    public string Line(Layer layer)
    {
        foreach (string input in layer.Inputs)
            if (!shapes.ContainsKey(input))
                throw new NetworkException($"Layer '{layer.Name}' of '{name}' reads '{input}', which comes later or not at all.");
        if (layer.Name == "input")
            throw new NetworkException($"'{name}' has a layer named 'input', which is the name of its picture. Rename the layer.");
        if (!shapes.TryAdd(layer.Name, layer.ShapeOf([.. layer.Inputs.Select(i => shapes[i])])))
            throw new NetworkException($"'{name}' has two layers named '{layer.Name}'.");
        layers.Add(layer);
        return last = layer.Name;
    }

    /// <summary>The network, which ends in the last line.</summary>
    /// <returns>A network that owns its weights; the caller disposes it.</returns>
    /// <exception cref="NetworkException">The file of the weights has some that no line has read; the message names them.</exception>
    public Network Build() => Build(new NetworkDetails());

    /// <summary>Likewise, with outputs of a kind that the last line does not say.</summary>
    /// <param name="outputs">What the outputs are.</param>
    /// <returns>A network that owns its weights; the caller disposes it.</returns>
    public Network Build(NetworkOutputs outputs) => Build(new NetworkDetails { Outputs = outputs });

    internal Network Build(NetworkDetails details)
    {
        stored?.RequireRead(name, layers);
        return new(name, inputShape, layers, last, details);
    }

    private long[] ShapeAt(string? layer) =>
        shapes.TryGetValue(layer ?? last, out long[]? shape)
            ? shape
            : throw new NetworkException($"'{name}' has no layer '{layer}' yet; lay it before the lines that read it.");

    private Tensor Weight(string key, long[] shape) =>
        shape.All(s => s > 0)
            ? weights(key, shape)
            : throw new NetworkException(
                $"The tensor '{key}' of '{name}' would have the shape {Require.Shape(shape)}; every size starts at 1."
            );

    private static Tensor Read(StoredWeights weights, string key, long[] shape)
    {
        IReadOnlyList<long> there = weights.ShapeOf(key)
            ?? throw new NetworkException($"'{weights.Source}' has no tensor '{key}' of shape {Require.Shape(shape)}.");
        if (!there.SequenceEqual(shape))
            throw new NetworkException(
                $"The tensor '{key}' of '{weights.Source}' has the shape {Require.Shape(there)}; its layer needs {Require.Shape(shape)}."
            );
        return weights.Read(key, weights.Dtype).DetachFromDisposeScope();
    }
}
