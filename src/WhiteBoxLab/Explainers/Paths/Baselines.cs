namespace WhiteBoxLab;

/// <summary>Several inputs that a photo is compared with: what stands for "nothing is seen" is no single picture.</summary>
public sealed class Baselines
{
    private readonly Func<Network, Tensor, Tensor> make;
    private readonly string name;

    private Baselines(string name, string code, int count, Func<Network, Tensor, Tensor> make) =>
        (this.name, Code, Count, this.make) = (name, code, count, make);

    /// <summary>Three plain colours: zeros in the network's input space (the mean colour), black and white.</summary>
    public static Baselines Plain { get; } =
        new("plain", "Baselines.Plain", 3, (n, x) =>
            stack([.. new[] { Baseline.Zero, Baseline.Black, Baseline.White }.Select(b => b.For(n, x[..1])[0])])
        );

    /// <summary>Inputs of your own, such as photos of the training set.</summary>
    /// <param name="inputs">[M, 3, H, W], normalised; owned by the caller, who keeps them alive.</param>
    public static Baselines Of(Tensor inputs) =>
        new("file", "Baselines.Of(baselines)", (int)inputs.shape[0], (_, x) =>
            inputs.dim() == 4 && inputs.shape[1..].SequenceEqual(x.shape[1..])
                ? inputs.to(x.dtype).to(x.device)
                : throw new ArgumentException(
                    $"The baselines have the shape {Require.Shape(inputs.shape)}; they must be [M, {string.Join(", ", x.shape[1..])}]."
                )
        );

    /// <summary>How many there are.</summary>
    public int Count { get; }

    internal string Code { get; }

    /// <summary>Why a network has none of these, or null.</summary>
    internal string? Obstacle(Network network) =>
        this == Plain && !network.HasPreprocessing
            ? $"'{network.Name}' came without preprocessing.json, so what black and white are to it is not known. "
                + "Give baselines of your own."
            : null;

    /// <summary>[M, 3, H, W], of the batch's type.</summary>
    internal Tensor For(Network network, Tensor input) => make(network, input);

    /// <summary>By name; <c>file</c> or <c>file:KEY</c> asks <paramref name="file"/> for the tensor <c>baselines</c> or KEY.</summary>
    internal static Baselines Parse(string text, Func<string, Tensor>? file) =>
        text switch
        {
            "plain" => Plain,
            _ when FileWord.Of(text, "baselines", file) is { } given => Of(given),
            _ => throw new ArgumentException(
                $"The baselines '{text}' are not known. There are plain, and where the input is a tensor file, file and file:KEY."
            ),
        };

    /// <summary>Its name.</summary>
    public override string ToString() => name;
}
