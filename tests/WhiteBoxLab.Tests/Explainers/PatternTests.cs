using TorchSharp;
using Xunit;

namespace WhiteBoxLab.Tests;

public sealed class PatternTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("wbl-patterns-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    private string At(string name) => Path.Combine(folder, name);

    /// <summary>
    /// The inputs that iNNvestigate's patterns were fitted on: bytes, of which the networks' numbers are made as (byte / 255 - 0.5) / 0.25.
    /// </summary>
    private static torch.Tensor Data(string network)
    {
        using Safetensors file = Safetensors.Open(TestData.At($"maps/{network}/pattern-data.safetensors"));
        torch.Tensor data = file.Tensor("input");
        return data.dtype == torch.uint8 ? ((data.to(torch.float64) / 255 - 0.5) / 0.25).to(torch.float32) : data;
    }

    private static Patterns Fitted(string network, torch.ScalarType dtype = torch.ScalarType.Float64, int batch = 10)
    {
        torch.Tensor data = Data(network).to(dtype);
        return Patterns.Fit(
            ReferenceNetworks.Shared(network, dtype),
            Enumerable
                .Range(0, ((int)data.shape[0] + batch - 1) / batch)
                .Select(b => data[(b * batch)..Math.Min((b + 1) * batch, (int)data.shape[0])])
        );
    }

    [Theory, InlineData("vgg-mini"), InlineData("plain-mini")]
    public void Fitted_patterns_equal_those_of_iNNvestigate_and_those_beside_the_network(string network)
    {
        using IDisposable scope = torch.NewDisposeScope();
        Patterns fitted = Fitted(network),
            beside = ReferenceNetworks.Shared(network, torch.float64).Patterns!;
        using Safetensors theirs = Safetensors.Open(TestData.At($"maps/{network}/innvestigate.safetensors"));

        Assert.Equal(64, fitted.Inputs);
        foreach (string layer in fitted.Layers)
        foreach (PatternKind kind in Enum.GetValues<PatternKind>())
        {
            string key = $"pattern.{(kind == PatternKind.Relu ? "relu" : "linear")}.{layer}";
            if (theirs.Contains(key))
                TensorAssert.Close(
                    theirs.Tensor(key).flatten().unsqueeze(0),
                    fitted.Of(layer, kind).flatten().unsqueeze(0),
                    1e-7,
                    $"{key} of iNNvestigate"
                );
            TensorAssert.Close(
                fitted.Of(layer, kind).flatten().unsqueeze(0),
                beside.Of(layer, kind).flatten().unsqueeze(0),
                1e-12,
                $"{key} beside the network"
            );
        }
    }

    [Fact]
    public void A_pattern_answers_its_weights_with_one_wherever_the_neuron_was_active()
    {
        using IDisposable scope = torch.NewDisposeScope();
        Network network = ReferenceNetworks.Shared("vgg-mini", torch.float64);
        Patterns patterns = Fitted("vgg-mini");

        foreach (WeightedLayer layer in network.Layers.OfType<WeightedLayer>())
        {
            double[] sums = [.. (layer.Weight * patterns.Of(layer.Name)).flatten(1).sum([1]).data<double>()];
            Assert.All(sums.Zip(patterns.Active(layer.Name)), s => Assert.Equal(s.Second > 0 ? 1 : 0, s.First, 1e-9));
        }
        Assert.Equal(8, network.Layers.OfType<WeightedLayer>().Sum(l => patterns.Active(l.Name).Count(a => a == 0)));
    }

    [Fact]
    public void The_linear_pattern_finds_the_signal_that_the_weights_hide_behind_a_distractor()
    {
        // x = (y + e, e): the weights (1, -1) read y by cancelling e; the signal is (1, 0).
        using IDisposable scope = torch.NewDisposeScope();
        using Network network = ToyNetworks.Affine([1, -1], 0);
        using torch.Generator generator = new(1);
        torch.Tensor y = torch.randn([20000, 1], torch.float64, generator: generator),
            e = torch.randn([20000, 1], torch.float64, generator: generator),
            x = torch.cat([y + e, e], 1).view(-1, 2, 1, 1);
        Patterns patterns = Patterns.Fit(network, [x]);

        double[] linear = [.. patterns.Of("fc", PatternKind.Linear).data<double>()];
        using Attribution weights = new Saliency().Explain(network, x[..1], 0),
            signal = new PatternNet(patterns, PatternKind.Linear).Explain(network, x[..1], 0);

        double sampling = 3 / Math.Sqrt(20000);
        Assert.Equal([1, -1], ToyNetworks.Values(weights));
        Assert.Equal(linear, ToyNetworks.Values(signal));
        Assert.Equal(1, linear[0], sampling);
        Assert.Equal(0, linear[1], sampling);
    }

    [Fact]
    public void On_whitened_inputs_a_pattern_is_the_weights_over_their_square()
    {
        using IDisposable scope = torch.NewDisposeScope();
        using Network network = ToyNetworks.Affine([2, -3, 0.5], 1);
        torch.Tensor x = torch.eye(3, dtype: torch.float64).mul(Math.Sqrt(3)); // columns of covariance 1 once x and -x are taken
        Patterns patterns = Patterns.Fit(network, [torch.cat([x, -x]).view(-1, 3, 1, 1)]);

        double[] pattern = [.. patterns.Of("fc", PatternKind.Linear).data<double>()];

        Assert.All(pattern.Zip((double[])[2, -3, 0.5]), p => Assert.Equal(p.Second / 13.25, p.First, 1e-12));
    }

    [Fact]
    public void Groups_have_statistics_of_their_own_and_batches_do_not_matter()
    {
        using IDisposable scope = torch.NewDisposeScope();
        using torch.Generator generator = new(2);
        torch.Tensor weight = torch.randn([4, 2, 3, 3], torch.float64, generator: generator),
            bias = torch.randn([4], torch.float64, generator: generator),
            head = torch.randn([2, 4], torch.float64, generator: generator);
        torch.Tensor x = torch.randn([6, 4, 6, 5], torch.float64, generator: generator);
        Network Make(string name, int groups, torch.Tensor w) =>
            new(
                name,
                [4, 6, 5],
                [
                    new Convolution("conv", "input", w, bias.clone(), stride: (2, 1), padding: 1, groups: groups),
                    new Relu("relu", "conv"),
                    new GlobalAveragePool("pool", "relu"),
                    new Flatten("flatten", "pool"),
                    new Linear("fc", "flatten", head.clone()),
                ],
                "fc"
            );
        using Network grouped = Make("grouped", 2, weight.clone());
        torch.Tensor none = torch.zeros([2, 2, 3, 3], torch.float64);
        using Network whole = Make("whole", 1, torch.cat([torch.cat([weight[..2], none], 1), torch.cat([none, weight[2..]], 1)], 0));

        Patterns parts = Patterns.Fit(grouped, [x[..1], x[1..4], x[4..]]),
            all = Patterns.Fit(whole, [x]);

        foreach (PatternKind kind in Enum.GetValues<PatternKind>())
        {
            torch.Tensor expected = all.Of("conv", kind);
            TensorAssert.Close(torch.cat([expected[..2, ..2], expected[2.., 2..]]), parts.Of("conv", kind), 1e-12, $"{kind}");
        }
    }

    [Fact]
    public void Batch_normalisation_is_folded_before_fitting_and_where_it_cannot_be_is_a_neuron_of_one_input()
    {
        using IDisposable scope = torch.NewDisposeScope();
        // normalisation before ReLU and convolution, concat, average pooling
        Network network = ReferenceNetworks.Shared("dense-mini", torch.float64);
        torch.Tensor input = ReferenceNetworks.Tensor("dense-mini", "input", torch.float64);
        Patterns patterns = Patterns.Fit(network, [input]);

        using Attribution map = new PatternAttribution(patterns).Explain(network, input, 0),
            layer = new PatternNet(patterns, layer: network.Layers.OfType<Convolution>().First().Name).Explain(network, input, 0);

        Assert.True(map.Values.isfinite().all().item<bool>() && map.Values.abs().sum().item<double>() > 0);
        Assert.True(layer.Values.isfinite().all().item<bool>() && layer.Values.abs().sum().item<double>() > 0);
    }

    [Theory, InlineData("resnet-mini"), InlineData("mobile-mini")]
    public void Residual_networks_and_ReLU6_are_fitted_and_served(string network)
    {
        using IDisposable scope = torch.NewDisposeScope();
        Network residual = ReferenceNetworks.Shared(network, torch.float64);
        torch.Tensor input = ReferenceNetworks.Tensor(network, "input", torch.float64);
        Patterns patterns = Patterns.Fit(residual, [input]);

        using Attribution map = new PatternAttribution(patterns, PatternKind.Linear).Explain(residual, input, 0),
            one = new PatternNet(patterns).Explain(residual, input[..1], 0),
            all = new PatternNet(patterns).Explain(residual, input, 0);

        Assert.Contains(residual.Layers, l => l is Add or Relu6);
        Assert.True(map.Values.isfinite().all().item<bool>() && map.Values.abs().flatten(1).sum([1]).gt(0).all().item<bool>());
        TensorAssert.Close(one.Values, all.Values[..1], 1e-12);
    }

    [Fact]
    public void A_sum_hands_the_signal_to_each_of_its_inputs_unchanged_and_a_ReLU6_at_its_ceiling_stops_it()
    {
        // S = v (relu6(w x) + x), of two pixels each with a pattern of its own.
        using IDisposable scope = torch.NewDisposeScope();
        using Network network = new(
            "residual",
            [2, 1, 1],
            [
                new Convolution("conv", "input", torch.tensor([1.0, 2, -1, 1], [2, 2, 1, 1], torch.float64)),
                new Relu6("gate", "conv"),
                new Add("add", "gate", "input"),
                new Flatten("flatten", "add"),
                new Linear("fc", "flatten", torch.tensor([3.0, -2], [1, 2], torch.float64), torch.tensor([0.5])),
            ],
            "fc"
        );
        using torch.Generator generator = new(3);
        Patterns patterns = Patterns.Fit(network, [torch.randn([200, 2, 1, 1], torch.float64, generator: generator)]);
        double[] a = [.. patterns.Of("conv").data<double>()],
            v = [.. patterns.Of("fc").data<double>()];

        using Attribution open = new PatternNet(patterns).Explain(network, ToyNetworks.Vector(1, 2), 0),
            saturated = new PatternNet(patterns).Explain(network, ToyNetworks.Vector(1, 8), 0);

        Assert.Equal(
            [v[0] + (v[0] * a[0]) + (v[1] * a[2]), v[1] + (v[0] * a[1]) + (v[1] * a[3])],
            ToyNetworks.Values(open).Select(d => d),
            (e, g) => Math.Abs(e - g) < 1e-12
        ); // w x = 5 and 1: both gates open
        Assert.Equal([v[0], v[1]], ToyNetworks.Values(saturated), (e, g) => Math.Abs(e - g) < 1e-12); // 17 and 7: both shut at 6
    }

    [Fact]
    public void A_file_keeps_patterns_and_refuses_a_network_that_they_do_not_belong_to()
    {
        using IDisposable scope = torch.NewDisposeScope();
        Network vgg = ReferenceNetworks.Shared("vgg-mini", torch.float64),
            plain = ReferenceNetworks.Shared("plain-mini", torch.float64);
        torch.Tensor input = ReferenceNetworks.Tensor("vgg-mini", "input", torch.float64);
        Patterns fitted = Patterns.Fit(vgg, [input]);
        fitted.Save(At("mine.safetensors"));

        Patterns read = Patterns.Open(At("mine.safetensors"));
        using Attribution one = new PatternNet(fitted).Explain(vgg, input, 0),
            other = Catalogue.Create("pattern-net", new() { ["patterns"] = At("mine.safetensors") }).Explain(vgg, input, 0);

        TensorAssert.Close(one.Values, other.Values, 1e-15);
        Assert.Equal(fitted.Layers.Order(), read.Layers.Order());
        Assert.Equal((3, At("mine.safetensors")), (read.Inputs, (string?)other.Options["patterns"]));
        Assert.Equal($"new PatternNet(patterns: Patterns.Open(\"{At("mine.safetensors")}\"))", Catalogue.CodeOf(new PatternNet(read)));
        Assert.Equal(
            $"The patterns ({At("mine.safetensors")}) belong to another network, or to other weights, than 'plain-mini'. Fit "
                + $"them anew with Patterns.Fit(network, batches), or on the command line with fit-patterns.",
            Assert.Throws<InvalidOperationException>(() => new PatternNet(read).Explain(plain, input, 0)).Message
        );
        Assert.StartsWith(
            "There are no patterns of the layer 'conv9'. There are those of 'classifier.0', ",
            Assert.Throws<ArgumentException>(() => read.Of("conv9")).Message,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public void What_is_missing_or_not_covered_is_said_before_running()
    {
        using Network vgg = Network.Open(TestData.At("networks/vgg-mini")),
            product = ToyNetworks.Product();
        vgg.Save(At("alone"));
        using Network alone = Network.Open(At("alone"));

        Assert.Null(new PatternNet().Obstacle(vgg));
        Assert.Equal(
            "PatternNet needs patterns, which are fitted on inputs like those to be explained; 'vgg-mini' has no "
                + "patterns.safetensors beside it. Fit them with Patterns.Fit(network, batches), or on the command line with "
                + "fit-patterns.",
            new PatternNet().Obstacle(alone)
        );
        Assert.Equal(
            "Patterns cover convolutions, linear layers, ReLU, ReLU6, sums and pooling; 'product' has mul at 'fc', for which "
                + "there are none. Use lrp-epsilon-gamma-box or integrated-gradients.",
            new PatternAttribution().Obstacle(product)
        );
        Assert.Equal(new PatternNet().Obstacle(product), Assert.Throws<InvalidOperationException>(() => Patterns.Fit(product, [])).Message);
        Assert.StartsWith(
            "Patterns are fitted on inputs; there is no batch.",
            Assert.Throws<ArgumentException>(() => Patterns.Fit(vgg, [])).Message,
            StringComparison.Ordinal
        );

        File.WriteAllText(At("alone/patterns.safetensors"), "no tensors");
        Assert.Contains("patterns.safetensors", new PatternNet().Obstacle(alone), StringComparison.Ordinal);
        Safetensors.Save(At("alone/patterns.safetensors"), [("input", torch.zeros(1))]);
        Assert.StartsWith("patterns.safetensors is no file of patterns: ", new PatternNet().Obstacle(alone), StringComparison.Ordinal);
    }

    [Fact]
    public void Fitting_tells_its_progress_stops_when_told_and_leaves_no_tensor()
    {
        using Network network = ReferenceNetworks.Open("plain-mini", torch.float32);
        using torch.Tensor input = ReferenceNetworks.Tensor("plain-mini", "input");
        List<double> fractions = [];
        using CancellationTokenSource stop = new();

        Patterns patterns = Patterns.Fit(
            network,
            [input, input],
            progress: new Listener(step => fractions.Add(step.Fraction)),
            cancellationToken: TestContext.Current.CancellationToken
        );

        Assert.Equal([0.5, 1], fractions);
        Assert.Equal(6, patterns.Inputs);
        Assert.Throws<OperationCanceledException>(() =>
            Patterns.Fit(network, [input, input, input], null, new Listener(_ => stop.Cancel()), stop.Token)
        );
        Assert.Throws<ArgumentException>(() => Patterns.Fit(network, [torch.zeros(1, 3, 47, 47)]));
    }

    [Fact]
    public void Float32_networks_are_fitted_in_double_precision()
    {
        using IDisposable scope = torch.NewDisposeScope();
        Patterns single = Fitted("vgg-mini", torch.float32, 7),
            exact = Fitted("vgg-mini");

        foreach (string layer in exact.Layers)
            TensorAssert.Close(exact.Of(layer).flatten().unsqueeze(0), single.Of(layer).flatten().unsqueeze(0), 1e-4, layer);
    }

    private sealed class Listener(Action<Step> report) : IProgress<Step>
    {
        public void Report(Step value) => report(value);
    }
}
