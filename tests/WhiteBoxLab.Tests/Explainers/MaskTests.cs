using TorchSharp;
using Xunit;

namespace WhiteBoxLab.Tests;

/// <summary>Methods that only look at scores of photos of which parts are hidden: formulas, exact values, and how sure samples
/// are.</summary>
public sealed class MaskTests
{
    /// <summary>Each input value a segment of its own, as a picture of one row.</summary>
    private static Segments Each(int count) => Segments.Of(torch.arange(count, torch.int64).view(1, -1));

    private static torch.Tensor Row(params double[] values) => torch.tensor(values, [1, 1, 1, values.Length], torch.float64);

    /// <summary>Networks over a row of positions with one channel, so that a segment is a position.</summary>
    private static Network Rowed(string name, int count, Layer[] layers, string output) => new(name, [1, 1, count], layers, output);

    private static Linear Linear(string name, string input, double[][] rows, double bias = 0) =>
        new(
            name,
            input,
            torch.tensor(rows.SelectMany(r => r).ToArray(), [rows.Length, rows[0].Length], torch.float64),
            torch.full([rows.Length], bias, torch.float64)
        );

    /// <summary>S = (2, -3, 0.5) x + 1.</summary>
    private static Network Affine() =>
        Rowed(
            "affine",
            3,
            [
                new Flatten("flatten", "input"),
                Linear(
                    "fc",
                    "flatten",
                    [
                        [2, -3, 0.5],
                    ],
                    1
                ),
            ],
            "fc"
        );

    /// <summary>S = x_1 x_2 + x_3.</summary>
    private static Network Product() =>
        Rowed(
            "product",
            3,
            [
                new Flatten("flatten", "input"),
                Linear(
                    "first",
                    "flatten",
                    [
                        [1, 0, 0],
                    ]
                ),
                Linear(
                    "second",
                    "flatten",
                    [
                        [0, 1, 0],
                    ]
                ),
                Linear(
                    "third",
                    "flatten",
                    [
                        [0, 0, 1],
                    ]
                ),
                new Multiply("both", "first", "second"),
                new Add("fc", "both", "third"),
            ],
            "fc"
        );

    /// <summary>S = min(x_1, x_2).</summary>
    private static Network Minimum() =>
        Rowed(
            "minimum",
            2,
            [
                new Flatten("flatten", "input"),
                Linear(
                    "difference",
                    "flatten",
                    [
                        [1, -1],
                    ]
                ),
                new Relu("relu", "difference"),
                Linear(
                    "over",
                    "relu",
                    [
                        [-1],
                    ]
                ),
                Linear(
                    "first",
                    "flatten",
                    [
                        [1, 0],
                    ]
                ),
                new Add("fc", "first", "over"),
            ],
            "fc"
        );

    /// <summary>Eight inputs, eight hidden units that mix them, one score.</summary>
    private static Network Eight()
    {
        using torch.Generator generator = new(4);
        double[][] mix =
        [
            .. Enumerable.Range(0, 8).Select(_ => torch.randn([8], torch.float64, generator: generator).data<double>().ToArray()),
        ];
        return Rowed(
            "eight",
            8,
            [
                new Flatten("flatten", "input"),
                Linear("hidden", "flatten", mix, 0.2),
                new Relu("relu", "hidden"),
                Linear(
                    "fc",
                    "relu",
                    [
                        [1, -2, 1.5, 0.5, -1, 2, 0.7, -0.3],
                    ]
                ),
            ],
            "fc"
        );
    }

    private static torch.Tensor EightValues => Row(1, -0.5, 2, 0.3, -1.2, 0.8, 1.5, -0.7);

    private static double[] Explain(Network network, Explainer explainer, torch.Tensor input)
    {
        using Attribution map = explainer.Explain(network, input, 0);
        return ToyNetworks.Values(map);
    }

    private static void Equal(double[] expected, double[] actual, double tolerance = 1e-9)
    {
        Assert.Equal(expected.Length, actual.Length);
        Assert.All(expected.Zip(actual), p => Assert.Equal(p.First, p.Second, tolerance));
    }

    public static TheoryData<string> Exact => ["occlusion", "feature-ablation", "shapley-value", "kernel-shap", "lime"];

    private static Explainer Of(string id, int count) =>
        id switch
        {
            "occlusion" => new Occlusion(1, 1),
            "feature-ablation" => new FeatureAblation(Each(count)),
            "shapley-value" => new ShapleyValue(Each(count)),
            "kernel-shap" => new KernelShap(Each(count)),
            _ => new Lime(Each(count), Baseline.Zero, ridge: 1e-9),
        };

    [Theory, MemberData(nameof(Exact))]
    public void An_affine_score_gives_weight_times_input(string id)
    {
        using Network network = Affine();

        Equal([2, -6, -2], Explain(network, Of(id, 3), Row(1, 2, -4)), id == "lime" ? 1e-6 : 1e-9);
    }

    [Theory]
    [InlineData("occlusion", 6, 6, 0)]
    [InlineData("feature-ablation", 6, 6, 0)]
    [InlineData("shapley-value", 3, 3, 0)]
    [InlineData("kernel-shap", 3, 3, 0)]
    public void A_product_is_shared_or_lost_twice(string id, double first, double second, double third)
    {
        using Network network = Product();

        Equal([first, second, third + 1], Explain(network, Of(id, 3), Row(3, 2, 1)));
    }

    [Theory, InlineData("shapley-value"), InlineData("kernel-shap")]
    public void The_smaller_of_two_is_shared_by_both(string id)
    {
        using Network network = Minimum();

        Equal([0.5, 0.5], Explain(network, Of(id, 2), Row(3, 1)));
    }

    [Fact]
    public void One_window_over_everything_gives_the_difference_of_the_scores_everywhere()
    {
        using Network network = Affine();

        Equal([-6, -6, -6], Explain(network, new Occlusion(3, 1), Row(1, 2, -4)));
    }

    [Fact]
    public void KernelSHAP_of_all_coalitions_is_the_exact_Shapley_value()
    {
        using Network network = Eight();

        double[] exact = Explain(network, new ShapleyValue(Each(8), permutations: 100), EightValues),
            fitted = Explain(network, new KernelShap(Each(8), samples: 254), EightValues);

        Equal(exact, fitted);
        using torch.Tensor zero = torch.zeros([1, 1, 1, 8], torch.float64),
            x = EightValues;
        Assert.Equal(network.Scores(x).item<double>() - network.Scores(zero).item<double>(), exact.Sum(), 1e-9);
    }

    /// <summary>The mean of 60 runs of few orders lies within four of its own standard errors of the exact value, for each of the
    /// eight.</summary>
    [Fact]
    public void Sampled_Shapley_values_are_unbiased_and_know_how_sure_they_are()
    {
        using Network network = Eight();
        double[] exact = Explain(network, new ShapleyValue(Each(8), permutations: 100), EightValues);
        (double[] Values, double[] Errors)[] runs =
        [
            .. Enumerable.Range(0, 60).Select(seed => Sampled(network, new ShapleyValue(Each(8), permutations: 10, seed: seed))),
        ];

        for (int i = 0; i < 8; i++)
        {
            double mean = runs.Average(r => r.Values[i]),
                spread = Math.Sqrt(runs.Sum(r => Math.Pow(r.Values[i] - mean, 2)) / (runs.Length - 1)),
                told = Math.Sqrt(runs.Average(r => r.Errors[i] * r.Errors[i]));
            Assert.InRange(Math.Abs(mean - exact[i]), 0, (4 * spread / Math.Sqrt(runs.Length)) + 1e-12);
            Assert.InRange(told, 0.7 * spread, 1.4 * spread + 1e-12);
        }
    }

    /// <summary>What is told of 60 runs is about what they are spread by, taken over the eight together.</summary>
    [Theory, InlineData("lime"), InlineData("kernel-shap")]
    public void Fits_know_how_sure_they_are(string id)
    {
        using Network network = Eight();
        Explainer Of(int seed) =>
            id == "lime" ? new Lime(Each(8), Baseline.Zero, samples: 80, seed: seed) : new KernelShap(Each(8), samples: 90, seed: seed);
        (double[] Values, double[] Errors)[] runs = [.. Enumerable.Range(0, 60).Select(seed => Sampled(network, Of(seed)))];

        double spread = Enumerable
                .Range(0, 8)
                .Sum(i => runs.Sum(r => Math.Pow(r.Values[i] - runs.Average(o => o.Values[i]), 2)) / (runs.Length - 1)),
            told = Enumerable.Range(0, 8).Sum(i => runs.Average(r => r.Errors[i] * r.Errors[i]));

        Assert.InRange(Math.Sqrt(told / spread), 0.6, 1.6);
    }

    [Fact]
    public void KernelSHAP_of_all_coalitions_is_sure()
    {
        using Network network = Eight();

        Assert.All(Sampled(network, new KernelShap(Each(8), samples: 254)).Errors, e => Assert.Equal(0, e, 1e-12));
    }

    [Theory, InlineData("lime"), InlineData("kernel-shap")]
    public void Fits_stop_at_the_error_that_was_asked_for(string id)
    {
        using Network network = ReferenceNetworks.Open("resnet-mini", torch.float32);
        using torch.Tensor photo = ReferenceNetworks.Tensor("resnet-mini", "input")[..1];
        System.Text.Json.Nodes.JsonObject Options(double error) =>
            new()
            {
                ["segments"] = "grid:4",
                ["samples"] = 600,
                ["error"] = error,
            };

        using Attribution all = Catalogue.Create(id, Options(0)).Explain(network, photo, 3),
            some = Catalogue.Create(id, Options(0.3)).Explain(network, photo, 3);

        Assert.True(some.Forwards < all.Forwards, $"{some.Forwards} of {all.Forwards}");
    }

    private static (double[] Values, double[] Errors) Sampled(Network network, Explainer explainer)
    {
        using Attribution map = explainer.Explain(network, EightValues, 0);
        return (ToyNetworks.Values(map), [.. map.StandardErrors!.flatten().data<double>()]);
    }

    [Fact]
    public void KernelSHAP_of_some_coalitions_comes_near_the_exact_value_and_keeps_the_sum()
    {
        using Network network = Eight();
        double[] exact = Explain(network, new ShapleyValue(Each(8), permutations: 100), EightValues);
        double[][] runs =
        [
            .. Enumerable.Range(0, 40).Select(seed => Explain(network, new KernelShap(Each(8), samples: 120, seed: seed), EightValues)),
        ];

        Assert.All(runs, r => Assert.Equal(exact.Sum(), r.Sum(), 1e-9));
        double scale = exact.Max(Math.Abs);
        for (int i = 0; i < 8; i++)
            Assert.InRange(Math.Abs(runs.Average(r => r[i]) - exact[i]), 0, 0.05 * scale);
    }

    [Fact]
    public void Sampling_stops_at_the_error_that_was_asked_for()
    {
        using Network network = Eight();
        using Attribution all = new ShapleyValue(Segments.Of(torch.arange(8, torch.int64).view(1, -1)), permutations: 30).Explain(
                network,
                EightValues,
                0
            ),
            few = new ShapleyValue(Each(8), permutations: 30, error: 0.5).Explain(network, EightValues, 0);

        Assert.True(few.Forwards < all.Forwards, $"{few.Forwards} of {all.Forwards}");
    }

    /// <summary>A network that says the same of everything: the map is the mean of the masks over their mean.</summary>
    [Fact]
    public void RISE_of_a_probability_of_one_is_one_everywhere_up_to_its_standard_error()
    {
        using Network network = new(
            "one",
            [1, 12, 12],
            [
                new GlobalAveragePool("pool", "input"),
                new Flatten("flatten", "pool"),
                Linear(
                    "fc",
                    "flatten",
                    [
                        [0],
                        [0],
                    ]
                ),
            ],
            "fc"
        );
        using torch.Tensor x = torch.ones([1, 1, 12, 12], torch.float64);

        using Attribution map = new Rise(400, cells: 3).Explain(network, x, 0);

        using torch.Tensor off = (map.Values - 0.5).abs() / map.StandardErrors!;
        Assert.InRange(off.mean().item<double>(), 0, 2);
        Assert.InRange(off.max().item<double>(), 0, 5);
    }

    [Fact]
    public void Stored_masks_give_the_mean_of_score_times_mask()
    {
        using Network network = Affine();
        using torch.Tensor masks = torch.tensor([1.0, 0, 1, 0, 1, 0.5], [2, 1, 1, 3], torch.float64);

        using Attribution map = new Rise(probability: 0.5, ofScore: true) { Given = masks }.Explain(network, Row(1, 2, -4), 0);

        double first = 2 - 2 + 1,
            second = -6 - 1 + 1;
        Equal([first, second, first + (second * 0.5)], ToyNetworks.Values(map));
    }

    [Fact]
    public void RISE_finds_the_place_that_the_class_is_read_from_and_stops_at_the_asked_error()
    {
        using Network network = new(
            "corner",
            [1, 12, 12],
            [
                new Flatten("flatten", "input"),
                Linear(
                    "fc",
                    "flatten",
                    [
                        [.. Enumerable.Range(0, 144).Select(i => i == 13 ? 4.0 : 0)],
                        new double[144],
                    ]
                ),
            ],
            "fc"
        );
        using torch.Tensor x = torch.ones([1, 1, 12, 12], torch.float64);

        using Attribution all = new Rise(1500, cells: 4).Explain(network, x, 0),
            some = new Rise(1500, cells: 4, error: 0.25).Explain(network, x, 0);

        long peak = all.Values.argmax().item<long>();
        Assert.InRange(peak / 12, 0, 3);
        Assert.InRange(peak % 12, 0, 3);
        Assert.True(some.Forwards < all.Forwards, $"{some.Forwards} of {all.Forwards}");
    }

    [Fact]
    public void Superpixels_cover_each_photo_alone_and_follow_its_edges()
    {
        using torch.Tensor photo = torch.zeros([2, 3, 24, 24], torch.float64);
        photo[0].narrow(2, 12, 12).fill_(1);

        using torch.Tensor cut = Segments.Superpixels(16).For(photo),
            alone = Segments.Superpixels(16).For(photo[0..1]);

        Assert.Equal([2, 24, 24], cut.shape);
        Assert.InRange(cut.max().item<long>(), 8, 15);
        Assert.True(cut[0].equal(alone[0]).all().item<bool>());
        HashSet<long> left = [.. cut[0].narrow(1, 0, 12).contiguous().data<long>()],
            right = [.. cut[0].narrow(1, 12, 12).contiguous().data<long>()];
        Assert.Empty(left.Intersect(right));
    }

    [Theory]
    [InlineData(
        "stripes",
        "The segments 'stripes' are not known. There are grid:SIDE, superpixels:COUNT, "
            + "and where the input is a tensor file, file and file:KEY."
    )]
    [InlineData("grid:0", "A grid of segments has 1 to 16 a side; not 0.")]
    [InlineData("superpixels:1000", "There are 1 to 256 superpixels; not 1000.")]
    public void Segments_that_there_are_not_are_refused(string text, string sentence) =>
        Assert.Equal(sentence, Assert.Throws<ArgumentException>(() => Catalogue.Create("lime", new() { ["segments"] = text })).Message);

    [Fact]
    public void Segments_of_another_size_are_refused()
    {
        using Network network = Affine();

        Assert.Equal(
            "The segments have the shape [1, 4]; they must be [1, 3], or one such for each photo.",
            Assert.Throws<ArgumentException>(() => new FeatureAblation(Each(4)).Explain(network, Row(1, 2, 3), 0)).Message
        );
    }

    private static torch.Tensor Draw(long seed, params long[] shape)
    {
        using torch.Generator generator = new((ulong)seed);
        return torch.randn(shape, torch.float64, generator: generator) * 0.3;
    }

    /// <summary>Uneven padding, strides, a pooling that overlaps, a shortcut, and global pooling.</summary>
    private static Network Wide() =>
        new(
            "wide",
            [3, 64, 64],
            [
                new Pad("pad", "input", 0, 1, 0, 1),
                new Convolution("stem", "pad", Draw(1, 6, 3, 3, 3), stride: 2),
                new Relu6("relu", "stem"),
                new MaxPool("pool", "relu", 3, 2, 1),
                new Convolution("first", "pool", Draw(2, 6, 6, 3, 3), Draw(3, 6), padding: 1),
                new Relu("gate", "first"),
                new Add("add", "gate", "pool"),
                new Convolution("last", "add", Draw(4, 8, 6, 5, 5), stride: 2, padding: 2),
                new Relu("out", "last"),
                new Flatten("flatten", "out"),
                new Linear("fc", "flatten", Draw(5, 3, 8 * 8 * 8)),
            ],
            "fc"
        );

    [Fact]
    public void Only_what_changes_with_a_window_is_run_again_and_the_map_is_the_same()
    {
        using IDisposable scope = torch.NewDisposeScope();
        using Network network = Wide();
        torch.Tensor x = Draw(6, 2, 3, 64, 64);

        using Attribution windows = new Occlusion(8, 8).Explain(network, x, 1),
            segments = new FeatureAblation(Segments.Grid(8)).Explain(network, x, 1);

        TensorAssert.Close(segments.Values, windows.Values, 1e-9);
        Assert.InRange(windows.Forwards, 1, 0.6 * segments.Forwards);
    }

    public static TheoryData<string, string> Refining =>
        new()
        {
            { "rise", """{"masks": 100}""" },
            { "lime", """{"samples": 100, "segments": "grid:3"}""" },
            { "kernel-shap", """{"samples": 100, "segments": "grid:3"}""" },
            { "shapley-value", """{"permutations": 30, "segments": "grid:3"}""" },
            { "feature-ablation", "{}" },
            { "occlusion", """{"window": 8, "stride": 4}""" },
            { "ablation-cam", "{}" },
            { "score-cam", "{}" },
            { "shap-cam", """{"permutations": 10}""" },
        };

    [Theory, MemberData(nameof(Refining))]
    public void The_map_so_far_comes_with_the_time_that_is_left_and_grows_into_the_map(string id, string options)
    {
        using IDisposable scope = torch.NewDisposeScope();
        Network network = ReferenceNetworks.Shared("resnet-mini", torch.float32);
        torch.Tensor input = ReferenceNetworks.Tensor("resnet-mini", "input");
        List<torch.Tensor> partial = [];

        void Look(Step step)
        {
            if (step.Partial is not { } map)
                return;
            partial.Add(map.clone().DetachFromDisposeScope()); // outlives the run
            Assert.NotNull(step.SecondsLeft);
        }

        using Attribution whole = Catalogue
            .Create(id, System.Text.Json.Nodes.JsonNode.Parse(options)!.AsObject())
            .Explain(network, input, 3, new Listener(Look));

        Assert.NotEmpty(partial);
        Assert.All(partial, map => Assert.Equal(whole.Values.shape, map.shape));
        Assert.All(partial, map => Assert.True(map.isfinite().all().item<bool>()));
        partial.ForEach(map => map.Dispose());
    }

    private sealed class Listener(Action<Step> report) : IProgress<Step>
    {
        public void Report(Step value) => report(value);
    }
}
