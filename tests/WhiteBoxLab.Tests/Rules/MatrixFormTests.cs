using TorchSharp;
using Xunit;

namespace WhiteBoxLab.Tests;

/// <summary>
/// The relevance rules derived a second time: from the matrix of the layer, contribution by contribution, as the papers write them.
/// </summary>
public sealed class MatrixFormTests
{
    /// <summary>
    /// Where nothing contributes positively, what is handed on is rounding over this: at the default of 1e-6 that is 1e-10 of the signal.
    /// </summary>
    private const double Stabilizer = 1e-4;

    /// <summary>Takes nothing that 1e-9 would show.</summary>
    private const double Least = 1e-13;

    private static readonly Dictionary<string, (Func<bool, WeightedLayer> Make, long[] Shape)> Weighted = new()
    {
        ["conv2d"] = (bias => new Convolution("layer", "a", Draw(1, 5, 3, 3, 3), bias ? Draw(2, 5) : null, padding: 1), [3, 5, 4]),
        ["conv2d strided"] = (
            bias => new Convolution("layer", "a", Draw(3, 4, 2, 3, 2), bias ? Draw(4, 4) : null, stride: (2, 3), padding: (1, 0)),
            [2, 7, 8]
        ),
        ["conv2d dilated"] = (
            bias => new Convolution("layer", "a", Draw(5, 3, 2, 3, 3), bias ? Draw(6, 3) : null, padding: 2, dilation: 2),
            [2, 6, 5]
        ),
        ["conv2d grouped"] = (
            bias => new Convolution("layer", "a", Draw(7, 6, 2, 3, 3), bias ? Draw(8, 6) : null, stride: 2, padding: 1, groups: 2),
            [4, 5, 6]
        ),
        ["conv2d depthwise, dilated"] = (
            bias => new Convolution(
                "layer",
                "a",
                Draw(9, 4, 1, 3, 3),
                bias ? Draw(10, 4) : null,
                padding: (0, 2),
                dilation: (1, 2),
                groups: 4
            ),
            [4, 5, 5]
        ),
        ["conv2d 1 x 1"] = (bias => new Convolution("layer", "a", Draw(11, 5, 4, 1, 1), bias ? Draw(12, 5) : null), [4, 3, 3]),
        ["conv2d 1 x 1, strided"] = (
            bias => new Convolution("layer", "a", Draw(11, 5, 4, 1, 1), bias ? Draw(12, 5) : null, stride: 2),
            [4, 4, 3]
        ),
        ["linear"] = (bias => new Linear("layer", "a", Draw(13, 6, 9), bias ? Draw(14, 6) : null), [9]),
    };

    private static readonly Dictionary<string, (Layer Layer, long[][] Shapes)> Weightless = new()
    {
        ["add"] = (
            new Add("layer", "a", "b"),
            [
                [3, 4, 5],
                [3, 4, 5],
            ]
        ),
        ["average pool"] = (
            new AveragePool("layer", "a", 2),
            [
                [3, 4, 6],
            ]
        ),
        ["average pool, overlapping and padded"] = (
            new AveragePool("layer", "a", 3, 2, 1),
            [
                [2, 5, 6],
            ]
        ),
        ["average pool without the padding"] = (
            new AveragePool("layer", "a", 3, 2, 1, countPadding: false),
            [
                [2, 5, 6],
            ]
        ),
        ["global average pool"] = (
            new GlobalAveragePool("layer", "a"),
            [
                [3, 4, 5],
            ]
        ),
        ["adaptive average pool"] = (
            new AdaptiveAveragePool("layer", "a", (3, 2)),
            [
                [2, 5, 4],
            ]
        ),
    };

    public static TheoryData<string, bool, bool, bool> WeightedCases
    {
        get
        {
            TheoryData<string, bool, bool, bool> cases = [];
            foreach (string layer in Weighted.Keys)
            foreach (
                (bool bias, bool zeroBias, bool nonNegative) in ((bool, bool, bool)[])
                    [
                        (false, false, false),
                        (false, false, true),
                        (true, false, false),
                        (true, false, true),
                        (true, true, false),
                        (true, true, true),
                    ]
            )
                cases.Add(layer, bias, zeroBias, nonNegative);
            return cases;
        }
    }

    public static TheoryData<string> WeightedLayers => [.. Weighted.Keys];

    public static TheoryData<string> WeightlessLayers => [.. Weightless.Keys];

    [Theory, MemberData(nameof(WeightedCases))]
    public void Z_plus_equals_its_matrix_form(string name, bool bias, bool zeroBias, bool nonNegative)
    {
        using IDisposable scope = torch.NewDisposeScope();
        WeightedLayer layer = Weighted[name].Make(bias);
        (torch.Tensor[] inputs, torch.Tensor signal) = InputAndSignal(layer, [Weighted[name].Shape], nonNegative);
        (torch.Tensor matrix, torch.Tensor constant) = MatrixOf(layer, Weighted[name].Shape);

        // R_i = sum_o (x_i w_oi)+ R_o / (sum_j (x_j w_oj)+ + b_o+ + e)
        torch.Tensor positive = Contributions(matrix, inputs[0]).clamp_min(0); // [N, O, I]
        torch.Tensor denominators = positive.sum(2) + (zeroBias ? 0 : constant.clamp_min(0)) + Stabilizer; // [N, O]
        torch.Tensor expected = Shared(positive, signal, denominators, inputs[0]);

        AssertEqual(expected, new ZPlusRule(Stabilizer, zeroBias), layer, inputs, signal, nonNegative);
    }

    [Theory, MemberData(nameof(WeightedCases))]
    public void Epsilon_equals_its_matrix_form(string name, bool bias, bool zeroBias, bool nonNegative)
    {
        using IDisposable scope = torch.NewDisposeScope();
        WeightedLayer layer = Weighted[name].Make(bias);
        (torch.Tensor[] inputs, torch.Tensor signal) = InputAndSignal(layer, [Weighted[name].Shape], nonNegative);
        (torch.Tensor matrix, torch.Tensor constant) = MatrixOf(layer, Weighted[name].Shape);

        // R_i = sum_o x_i w_oi R_o / (z_o + e sign z_o)
        torch.Tensor contributions = Contributions(matrix, inputs[0]);
        torch.Tensor z = contributions.sum(2) + (zeroBias ? 0 : constant);
        torch.Tensor expected = Shared(contributions, signal, z + torch.where(z >= 0, 0.01, -0.01), inputs[0]);

        AssertEqual(expected, new EpsilonRule(0.01, zeroBias), layer, inputs, signal, nonNegative);
    }

    /// <summary>The fast forms, and those in libtorch's operations, which serve other devices and stabilizers: one law for both.</summary>
    [Theory, MemberData(nameof(WeightedCases))]
    public void Alpha_beta_equals_its_matrix_form(string name, bool bias, bool zeroBias, bool nonNegative)
    {
        using IDisposable scope = torch.NewDisposeScope();
        WeightedLayer layer = Weighted[name].Make(bias);
        (torch.Tensor[] inputs, torch.Tensor signal) = InputAndSignal(layer, [Weighted[name].Shape], nonNegative);
        (torch.Tensor matrix, torch.Tensor constant) = MatrixOf(layer, Weighted[name].Shape);

        // R_i = sum_o 3 (x_i w_oi)+ R_o / (P_o + b_o+ + e) - 2 (x_i w_oi)- R_o / (N_o + b_o- - e)
        torch.Tensor contributions = Contributions(matrix, inputs[0]),
            positive = contributions.clamp_min(0),
            negative = contributions.clamp_max(0);
        torch.Tensor above = positive.sum(2) + (zeroBias ? 0 : constant.clamp_min(0)),
            below = negative.sum(2) + (zeroBias ? 0 : constant.clamp_max(0));
        torch.Tensor expected =
            (3 * Shared(positive, signal, above + Stabilizer, inputs[0])) - (2 * Shared(negative, signal, below - Stabilizer, inputs[0]));
        torch.Tensor clipped =
            (3 * Shared(positive, signal, above.clamp_min(Stabilizer), inputs[0]))
            - (2 * Shared(negative, signal, torch.where(below < 0, below.clamp_max(-Stabilizer), Stabilizer), inputs[0]));

        AssertEqual(expected, new AlphaBetaRule(3, 2, Stabilizer, zeroBias), layer, inputs, signal, nonNegative);
        AssertEqual(clipped, new AlphaBetaRule(3, 2, new(Stabilizer, StabilizerKind.Clip), zeroBias), layer, inputs, signal, nonNegative);
    }

    [Theory, MemberData(nameof(WeightedCases))]
    public void Gamma_equals_its_matrix_form(string name, bool bias, bool zeroBias, bool nonNegative)
    {
        using IDisposable scope = torch.NewDisposeScope();
        WeightedLayer layer = Weighted[name].Make(bias);
        (torch.Tensor[] inputs, torch.Tensor signal) = InputAndSignal(layer, [Weighted[name].Shape], nonNegative);
        (torch.Tensor matrix, torch.Tensor constant) = MatrixOf(layer, Weighted[name].Shape);

        // Where z_o > 0: R_i = sum_o (c + g c+) R_o / (sum_j (c + g c+) + b + g b+ + e), c = x_i w_oi; where z_o < 0 likewise with c- and
        // b-.
        torch.Tensor c = Contributions(matrix, inputs[0]),
            b = zeroBias ? constant * 0 : constant,
            z = c.sum(2) + constant;
        torch.Tensor Part(Func<torch.Tensor, torch.Tensor> sign, torch.Tensor where, Func<torch.Tensor, torch.Tensor> safe) =>
            Shared(
                c + (0.5 * sign(c)),
                signal * where.to(torch.float64).view(signal.shape),
                safe((c + (0.5 * sign(c))).sum(2) + b + (0.5 * sign(b))),
                inputs[0]
            );
        torch.Tensor Whole(Func<torch.Tensor, torch.Tensor> safe) =>
            Part(t => t.clamp_min(0), z > 0, safe) + Part(t => t.clamp_max(0), z < 0, safe);

        AssertEqual(
            Whole(d => d + torch.where(d >= 0, Stabilizer, -Stabilizer)),
            new GammaRule(0.5, Stabilizer, zeroBias),
            layer,
            inputs,
            signal,
            nonNegative
        );
        AssertEqual(
            Whole(d => torch.where(d >= 0, 1.0, -1.0) * d.abs().clamp_min(Stabilizer)),
            new GammaRule(0.5, new(Stabilizer, StabilizerKind.Clip), zeroBias),
            layer,
            inputs,
            signal,
            nonNegative
        );
    }

    [Theory, MemberData(nameof(WeightedLayers))]
    public void Gamma_before_a_gate_equals_its_general_form_also_where_relevance_lies_at_a_shut_gate(string name)
    {
        using IDisposable scope = torch.NewDisposeScope();
        foreach (bool isShutOut in (bool[])[true, false])
        {
            WeightedLayer layer = Weighted[name].Make(true);
            (torch.Tensor[] inputs, torch.Tensor signal) = InputAndSignal(layer, [Weighted[name].Shape], nonNegative: true);
            torch.Tensor z = layer.Apply(inputs[0], layer.Weight, layer.Bias);
            torch.Tensor relevance = isShutOut ? signal * (z > 0).to(torch.float64) : signal;
            Network network = SingleLayerNetwork.Around(
                layer,
                [Weighted[name].Shape],
                nonNegative: true,
                gate: new Relu("gate", layer.Name)
            );
            torch.Tensor?[] outputs = new torch.Tensor?[network.Layers.Count];
            // the gate is written over the layer's output
            (outputs[network.IndexOf("a")], outputs[network.IndexOf("gate")]) = (inputs[0], z.relu());

            using IDisposable mode = torch.no_grad();
            Trace trace = new(network, inputs[0], outputs, new torch.Tensor?[outputs.Length]);
            torch.Tensor gated = new GammaRule(0.5, Stabilizer).Backward(
                new LayerCall(trace, network.IndexOf("layer"), [true], signalIsOwned: false),
                relevance
            )[0]!;

            TensorAssert.Close(Apply(new GammaRule(0.5, Stabilizer), layer, inputs, relevance, nonNegative: true)[0]!, gated, 1e-10, name);
            Assert.Equal(
                isShutOut ? layer.CostOf(layer.ShapeOf([Weighted[name].Shape])) : 3 * layer.CostOf(layer.ShapeOf([Weighted[name].Shape])),
                trace.TakeExtra().Forward
            );
        }
    }

    [Theory, InlineData("conv2d"), InlineData("conv2d strided"), InlineData("conv2d grouped")]
    public void Box_equals_its_matrix_form(string name)
    {
        using IDisposable scope = torch.NewDisposeScope();
        WeightedLayer layer = Weighted[name].Make(true);
        (torch.Tensor[] inputs, torch.Tensor signal) = InputAndSignal(layer, [Weighted[name].Shape], nonNegative: false);
        torch.Tensor matrix = MatrixOf(layer, Weighted[name].Shape).Matrix,
            low = torch.full_like(inputs[0], -4),
            high = torch.full_like(inputs[0], 5);

        // R_i = sum_o (x_i w_oi - l w_oi+ - h w_oi-) R_o / (the sum of these + e)
        torch.Tensor shares =
            Contributions(matrix, inputs[0]) - Contributions(matrix.clamp_min(0), low) - Contributions(matrix.clamp_max(0), high);

        AssertEqual(
            Shared(shares, signal, shares.sum(2) + Stabilizer, inputs[0]),
            new ZBoxRule([-4], [5], Stabilizer),
            layer,
            inputs,
            signal,
            nonNegative: false
        );
    }

    [Theory, MemberData(nameof(WeightedLayers))]
    public void Flat_equals_its_matrix_form(string name)
    {
        using IDisposable scope = torch.NewDisposeScope();
        WeightedLayer layer = Weighted[name].Make(true);
        (torch.Tensor[] inputs, torch.Tensor signal) = InputAndSignal(layer, [Weighted[name].Shape], nonNegative: false);
        torch.Tensor reached = MatrixOf(layer.With(torch.ones_like(layer.Weight), null), Weighted[name].Shape)
            .Matrix.unsqueeze(0)
            .expand(2, -1, -1);

        AssertEqual(
            Shared(reached, signal, reached.sum(2) + Stabilizer, inputs[0]),
            new FlatRule(Stabilizer),
            layer,
            inputs,
            signal,
            nonNegative: false
        );
    }

    [Theory, MemberData(nameof(WeightlessLayers))]
    public void Norm_equals_its_matrix_form(string name)
    {
        using IDisposable scope = torch.NewDisposeScope();
        (Layer layer, long[][] shapes) = Weightless[name];
        (torch.Tensor[] inputs, torch.Tensor signal) = InputAndSignal(layer, shapes, nonNegative: false);
        torch.Tensor[] contributions = [.. shapes.Select((_, k) => Contributions(MatrixOf(layer, shapes, k), inputs[k]))];
        torch.Tensor z = contributions.Aggregate((a, b) => torch.cat([a, b], 2)).sum(2);
        torch.Tensor stabilized = z + torch.where(z >= 0, Stabilizer, -Stabilizer);

        for (int k = 0; k < inputs.Length; k++)
            AssertEqual(
                Shared(contributions[k], signal, stabilized, inputs[k]),
                new NormRule(Stabilizer),
                layer,
                inputs,
                signal,
                nonNegative: false,
                k
            );
    }

    [Theory, MemberData(nameof(WeightedLayers))]
    public void Without_bias_no_relevance_is_lost(string name)
    {
        using IDisposable scope = torch.NewDisposeScope();
        foreach (bool nonNegative in (bool[])[false, true])
        {
            WeightedLayer layer = Weighted[name].Make(false);
            (torch.Tensor[] inputs, torch.Tensor signal) = InputAndSignal(layer, [Weighted[name].Shape], nonNegative);

            signal *= HasPositive(layer, Weighted[name].Shape, inputs[0]).view(signal.shape);
            foreach (Rule rule in (Rule[])[new ZPlusRule(Least), new EpsilonRule(Least)])
                AssertConserves(Apply(rule, layer, inputs, signal, nonNegative), signal, $"{name}, {rule.GetType().Name}");
        }
    }

    [Theory, MemberData(nameof(WeightedLayers))]
    public void A_bias_that_is_left_out_takes_no_relevance(string name)
    {
        using IDisposable scope = torch.NewDisposeScope();
        WeightedLayer layer = Weighted[name].Make(true);
        (torch.Tensor[] inputs, torch.Tensor signal) = InputAndSignal(layer, [Weighted[name].Shape], nonNegative: false);

        signal *= HasPositive(layer, Weighted[name].Shape, inputs[0]).view(signal.shape);
        foreach (Rule rule in (Rule[])[new ZPlusRule(Least, zeroBias: true), new EpsilonRule(Least, zeroBias: true)])
            AssertConserves(Apply(rule, layer, inputs, signal, nonNegative: false), signal, $"{name}, {rule.GetType().Name}");
    }

    [Theory, MemberData(nameof(WeightlessLayers))]
    public void Sums_and_means_lose_no_relevance(string name)
    {
        using IDisposable scope = torch.NewDisposeScope();
        (Layer layer, long[][] shapes) = Weightless[name];
        (torch.Tensor[] inputs, torch.Tensor signal) = InputAndSignal(layer, shapes, nonNegative: false);

        AssertConserves(Apply(new NormRule(Least), layer, inputs, signal, nonNegative: false), signal, name);
    }

    [Theory, MemberData(nameof(WeightedLayers))]
    public void Z_plus_for_any_sign_equals_its_short_form_where_nothing_is_negative(string name)
    {
        using IDisposable scope = torch.NewDisposeScope();
        foreach (bool bias in (bool[])[false, true])
        foreach (bool zeroBias in (bool[])[false, true])
        {
            WeightedLayer layer = Weighted[name].Make(bias);
            (torch.Tensor[] inputs, torch.Tensor signal) = InputAndSignal(layer, [Weighted[name].Shape], nonNegative: true);
            ZPlusRule rule = new(Stabilizer, zeroBias);

            torch.Tensor shorter = Apply(rule, layer, inputs, signal, nonNegative: true)[0]!,
                any = Apply(rule, layer, inputs, signal, nonNegative: false)[0]!;

            TensorAssert.Close(shorter, any, 1e-10, name);
        }
    }

    [Theory, MemberData(nameof(WeightedLayers))]
    public void Z_plus_hands_on_no_negative_relevance(string name)
    {
        using IDisposable scope = torch.NewDisposeScope();
        WeightedLayer layer = Weighted[name].Make(true);
        (torch.Tensor[] inputs, torch.Tensor signal) = InputAndSignal(layer, [Weighted[name].Shape], nonNegative: false);

        signal = signal.abs() * HasPositive(layer, Weighted[name].Shape, inputs[0]).view(signal.shape);
        torch.Tensor relevance = Apply(new ZPlusRule(Stabilizer), layer, inputs, signal, nonNegative: false)[0]!;

        Assert.True(relevance.min().item<double>() >= -1e-12 * relevance.max().item<double>());
    }

    /// <summary>Column i is what the layer gives for a one at position i: [O, I]; and what it gives for nothing: [O].</summary>
    private static (torch.Tensor Matrix, torch.Tensor Constant) MatrixOf(WeightedLayer layer, long[] shape)
    {
        torch.Tensor nothing = layer.Forward([torch.zeros([1, .. shape], torch.float64)], out _).flatten();
        return (layer.Forward([Units(shape)], out _).flatten(1).t() - nothing.unsqueeze(1), nothing);
    }

    private static torch.Tensor MatrixOf(Layer layer, long[][] shapes, int input)
    {
        torch.Tensor units = Units(shapes[input]);
        return layer
            .Forward([.. shapes.Select((s, k) => k == input ? units : torch.zeros([units.shape[0], .. s], torch.float64))], out _)
            .flatten(1)
            .t();
    }

    /// <summary>1 at outputs to which something contributes positively, so that there is somebody to hand relevance to: [N, O].</summary>
    private static torch.Tensor HasPositive(WeightedLayer layer, long[] shape, torch.Tensor input) =>
        Contributions(MatrixOf(layer, shape).Matrix, input).clamp_min(0).sum(2).gt(0).to(torch.float64);

    private static torch.Tensor Units(long[] shape)
    {
        long count = shape.Aggregate(1L, (a, b) => a * b);
        return torch.eye(count, dtype: torch.float64).view([count, .. shape]);
    }

    /// <summary>x_i w_oi: [N, O, I].</summary>
    private static torch.Tensor Contributions(torch.Tensor matrix, torch.Tensor input) =>
        matrix.unsqueeze(0) * input.flatten(1).unsqueeze(1);

    private static torch.Tensor Shared(torch.Tensor contributions, torch.Tensor signal, torch.Tensor denominators, torch.Tensor like) =>
        (contributions * (signal.flatten(1) / denominators).unsqueeze(2)).sum(1).view(like.shape);

    private static (torch.Tensor[] Inputs, torch.Tensor Signal) InputAndSignal(Layer layer, long[][] shapes, bool nonNegative)
    {
        torch.Tensor[] inputs = [.. shapes.Select((s, i) => Draw(20 + i, [2, .. s]))];
        if (nonNegative)
            inputs = [.. inputs.Select(i => i.clamp_min(0))];
        return (inputs, Draw(30, [2, .. layer.ShapeOf(shapes)]));
    }

    private static torch.Tensor?[] Apply(
        Rule rule,
        Layer layer,
        torch.Tensor[] inputs,
        torch.Tensor signal,
        bool nonNegative,
        bool owned = false
    )
    {
        using IDisposable mode = torch.no_grad();
        Network network = SingleLayerNetwork.Around(layer, [.. inputs.Select(i => i.shape[1..])], nonNegative);
        Trace trace = SingleLayerNetwork.Trace(network, layer, inputs);
        return rule.Backward(
            new LayerCall(trace, network.IndexOf(layer.Name), [.. inputs.Select(_ => true)], owned),
            owned ? signal.clone() : signal
        );
    }

    private static void AssertEqual(
        torch.Tensor expected,
        Rule rule,
        Layer layer,
        torch.Tensor[] inputs,
        torch.Tensor signal,
        bool nonNegative,
        int input = 0
    )
    {
        foreach (bool owned in (bool[])[false, true])
            TensorAssert.Close(
                expected,
                Apply(rule, layer, inputs, signal, nonNegative, owned)[input]!,
                1e-10,
                $"{layer}, the signal {(owned ? "may" : "may not")} be overwritten"
            );
    }

    private static void AssertConserves(torch.Tensor?[] relevance, torch.Tensor signal, string what)
    {
        double sum = relevance.Sum(r => r!.sum().item<double>()),
            size = relevance.Sum(r => r!.abs().sum().item<double>());
        double error = Math.Abs(sum - signal.sum().item<double>()) / size;
        Assert.True(error <= 1e-9, $"{what}: {error:0.0e+0} of the relevance is lost.");
    }

    private static torch.Tensor Draw(long seed, params long[] shape)
    {
        using torch.Generator generator = new((ulong)seed);
        return torch.randn(shape, torch.float64, generator: generator);
    }
}
