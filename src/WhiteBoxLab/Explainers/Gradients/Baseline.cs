namespace WhiteBoxLab;

/// <summary>The input that path methods start from: what the network sees when it sees nothing.</summary>
public sealed class Baseline
{
    private readonly Func<Network, Tensor, Tensor> make;
    private readonly string name;

    private Baseline(string name, string code, Func<Network, Tensor, Tensor> make) => (this.name, Code, this.make) = (name, code, make);

    /// <summary>
    /// Zeros in the network's input space: the mean colour of its preprocessing (mid grey for EfficientNet-Lite0), not black.
    /// </summary>
    public static Baseline Zero { get; } = new("zero", "Baseline.Zero", (_, x) => zeros_like(x));

    /// <summary>A black photo.</summary>
    public static Baseline Black { get; } = new("black", "Baseline.Black", (n, x) => Colour(n, 0, x));

    /// <summary>A white photo.</summary>
    public static Baseline White { get; } = new("white", "Baseline.White", (n, x) => Colour(n, 255, x));

    /// <summary>An input of your own.</summary>
    /// <param name="input">[N, 3, H, W] or [1, 3, H, W], normalised; owned by the caller, who keeps it alive.</param>
    public static Baseline Of(Tensor input) =>
        new("file", "Baseline.Of(baseline)", (_, x) =>
            input.dim() == 4 && input.shape[1..].SequenceEqual(x.shape[1..]) && (input.shape[0] == 1 || input.shape[0] == x.shape[0])
                ? input.to(x.dtype).to(x.device).expand(x.shape)
                : throw new ArgumentException(
                    $"The baseline has the shape {Require.Shape(input.shape)}; it must be {Require.Shape(x.shape)}, or one for all photos."
                )
        );

    internal string Code { get; }

    /// <summary>The baseline for a batch, of its shape.</summary>
    internal Tensor For(Network network, Tensor input) => make(network, input);

    /// <summary>
    /// A baseline by name; <c>file</c> or <c>file:KEY</c> asks <paramref name="file"/> for the tensor <c>baseline</c> or KEY.
    /// </summary>
    internal static Baseline Parse(string text, Func<string, Tensor>? file) =>
        text switch
        {
            "zero" => Zero,
            "black" => Black,
            "white" => White,
            "stored" when file is not null => Of(file("baseline")),
            _ when FileWord.Of(text, "baseline", file) is { } given => Of(given),
            _ => throw new ArgumentException(
                $"The baseline '{text}' is not known. There are zero, black, white, and where the input is a tensor file, file "
                    + $"and file:KEY."
            ),
        };

    private static Tensor Colour(Network network, int level, Tensor input)
    {
        Preprocessing p = network.Preprocessing;
        double[] levels = [.. Enumerable.Range(0, p.Channels).Select(c => p.Normalised(level, c))];
        return tensor(levels, [1, p.Channels, 1, 1], input.dtype, input.device).expand(input.shape);
    }

    /// <summary>Its name.</summary>
    public override string ToString() => name;
}
