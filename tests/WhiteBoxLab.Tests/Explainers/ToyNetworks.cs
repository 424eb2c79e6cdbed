using TorchSharp;

namespace WhiteBoxLab.Tests;

/// <summary>Networks so small that every map is a formula.</summary>
internal static class ToyNetworks
{
    public static torch.Tensor Vector(params double[] values) => torch.tensor(values, [1, values.Length, 1, 1], torch.float64);

    public static double[] Values(Attribution map) => [.. map.Values.to(torch.float64).flatten().data<double>()];

    /// <summary>S = w x + b.</summary>
    public static Network Affine(double[] w, double b) =>
        new("affine", [w.Length, 1, 1], [new Flatten("flatten", "input"), Linear("fc", "flatten", [w], [b])], "fc");

    /// <summary>S = 1 - ReLU(1 - x): saturated above 1.</summary>
    public static Network Saturated() =>
        new(
            "saturated",
            [1, 1, 1],
            [
                new Flatten("flatten", "input"),
                Linear(
                    "lin",
                    "flatten",
                    [
                        [-1],
                    ],
                    [1]
                ),
                new Relu("relu", "lin"),
                Linear(
                    "fc",
                    "relu",
                    [
                        [-1],
                    ],
                    [1]
                ),
            ],
            "fc"
        );

    /// <summary>S = sum of a_i ReLU(x_i).</summary>
    public static Network Gates(params double[] a) =>
        new(
            "gates",
            [a.Length, 1, 1],
            [new Flatten("flatten", "input"), new Relu("relu", "flatten"), Linear("fc", "relu", [a], [0])],
            "fc"
        );

    /// <summary>S = (x_1 + ... + x_n)^2, as the product of a layer with itself.</summary>
    public static Network Square(int n) =>
        new(
            "square",
            [n, 1, 1],
            [
                new Flatten("flatten", "input"),
                Linear(
                    "sum",
                    "flatten",
                    [
                        [.. Enumerable.Repeat(1.0, n)],
                    ],
                    [0]
                ),
                new Multiply("fc", "sum", "sum"),
            ],
            "fc"
        );

    /// <summary>One convolution layer of 1 x 1 weights [K, C], a ReLU, global pooling and a linear layer [classes, K].</summary>
    public static Network Pooled(double[][] conv, double[][] head, long height, long width, double bias = 0) =>
        new(
            "pooled",
            [conv[0].Length, height, width],
            [
                new Convolution("conv", "input", Matrix(conv).view(conv.Length, conv[0].Length, 1, 1)),
                new Relu("relu", "conv"),
                new GlobalAveragePool("pool", "relu"),
                new Flatten("flatten", "pool"),
                Linear("fc", "flatten", head, [.. head.Select(_ => bias)]),
            ],
            "fc"
        );

    /// <summary>S = x_1 x_2.</summary>
    public static Network Product() =>
        new(
            "product",
            [2, 1, 1],
            [
                new Flatten("flatten", "input"),
                Linear(
                    "first",
                    "flatten",
                    [
                        [1, 0],
                    ],
                    [0]
                ),
                Linear(
                    "second",
                    "flatten",
                    [
                        [0, 1],
                    ],
                    [0]
                ),
                new Multiply("fc", "first", "second"),
            ],
            "fc"
        );

    /// <summary>S = min(x_1, x_2) = x_1 - ReLU(x_1 - x_2).</summary>
    public static Network Minimum() =>
        new(
            "minimum",
            [2, 1, 1],
            [
                new Flatten("flatten", "input"),
                Linear(
                    "difference",
                    "flatten",
                    [
                        [1, -1],
                    ],
                    [0]
                ),
                new Relu("relu", "difference"),
                Linear(
                    "over",
                    "relu",
                    [
                        [-1],
                    ],
                    [0]
                ),
                Linear(
                    "first",
                    "flatten",
                    [
                        [1, 0],
                    ],
                    [0]
                ),
                new Add("fc", "first", "over"),
            ],
            "fc"
        );

    /// <summary>Scores = the input.</summary>
    public static Network Scores(int n) =>
        new(
            "scores",
            [n, 1, 1],
            [
                new Flatten("flatten", "input"),
                Linear(
                    "fc",
                    "flatten",
                    [.. Enumerable.Range(0, n).Select(i => Enumerable.Range(0, n).Select(j => i == j ? 1.0 : 0).ToArray())],
                    [.. new double[n]]
                ),
            ],
            "fc"
        );

    /// <summary>A convolution of 1 x 1 weights [K, C], a ReLU, and a linear layer over all positions [classes, K H W].</summary>
    public static Network Flat(double[][] conv, double[][] head, long height, long width, double bias = 0) =>
        new(
            "flat",
            [conv[0].Length, height, width],
            [
                new Convolution("conv", "input", Matrix(conv).view(conv.Length, conv[0].Length, 1, 1)),
                new Relu("relu", "conv"),
                new Flatten("flatten", "relu"),
                Linear("fc", "flatten", head, [.. head.Select(_ => bias)]),
            ],
            "fc"
        );

    /// <summary>S = a ReLU(W x + b).</summary>
    public static Network Dense(double[][] w, double[] b, double[] a) =>
        new(
            "dense",
            [w[0].Length, 1, 1],
            [
                new Flatten("flatten", "input"),
                Linear("hidden", "flatten", w, b),
                new Relu("relu", "hidden"),
                Linear("fc", "relu", [a], [0]),
            ],
            "fc"
        );

    private static Linear Linear(string name, string input, double[][] w, double[] b) => new(name, input, Matrix(w), torch.tensor(b));

    private static torch.Tensor Matrix(double[][] rows) =>
        torch.tensor(rows.SelectMany(r => r).ToArray(), [rows.Length, rows[0].Length], torch.float64);
}
