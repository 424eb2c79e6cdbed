using System.Collections.Concurrent;
using System.Globalization;
using System.Reflection;
using System.Security.Cryptography;
using TorchSharp;
using Xunit;

namespace WhiteBoxLab.Tests;

/// <summary>What holds for every method of the catalogue. A new one is tested here before its author writes a test.</summary>
public sealed class LawTests
{
    public static TheoryData<string> Methods => [.. Catalogue.Cards.Select(c => c.Id)];

    public static TheoryData<string, string> MethodsAndNetworks
    {
        get
        {
            TheoryData<string, string> cases = [];
            foreach (string name in ReferenceNetworks.Small)
            {
                using Network network = Open(name);
                foreach (ExplainerCard card in Catalogue.Cards.Where(c => Catalogue.Create(c.Id).Obstacle(network) is null))
                    cases.Add(card.Id, name);
            }
            return cases;
        }
    }

    /// <summary>The methods that serve a network. Nothing is to be said of the others, so there is no case of them.</summary>
    public static TheoryData<string> ServedBy(Network network) =>
        [.. Catalogue.Cards.Select(c => c.Id).Where(id => Few.Create(id).Obstacle(network) is null)];

    private static Network Open(string name = "mobile-mini") => ReferenceNetworks.Open(name, torch.float32);

    private static Network OpenFor(string id) => Open(ReferenceNetworks.Serving(id));

    private static torch.Tensor Input(string name = "mobile-mini") => ReferenceNetworks.Tensor(name, "input");

    [Theory, MemberData(nameof(MethodsAndNetworks))]
    public void A_map_is_finite_and_has_the_shape_of_its_layer_or_of_the_input(string id, string name)
    {
        using IDisposable scope = torch.NewDisposeScope();
        using Network network = Open(name);
        torch.Tensor input = Input(name);

        using Attribution map = Few.Create(id).Explain(network, input);

        IReadOnlyList<long> shape = map.Layer is null ? network.InputShape : network.ShapeOf(map.Layer);
        Assert.Equal(input.shape[0], map.Values.shape[0]);
        Assert.Contains(map.Values.shape[1], (long[])[1, shape[0]]);
        Assert.Equal(shape.Skip(1), map.Values.shape[2..]);
        Assert.True(map.Values.isfinite().all().item<bool>());
        Assert.True(map.Card.Signed || !map.Values.lt(0).any().item<bool>());
        Assert.Equal(map.Card.AtLayer, map.Layer is not null);
    }

    [Theory, MemberData(nameof(Methods))]
    public void The_same_call_gives_the_same_map(string id)
    {
        using IDisposable scope = torch.NewDisposeScope();
        using Network network = OpenFor(id);
        torch.Tensor input = Input(network.Name);

        using Attribution first = Few.Create(id).Explain(network, input),
            second = Few.Create(id).Explain(network, input);

        Assert.True(first.Values.equal(second.Values).all().item<bool>());
    }

    [Theory, MemberData(nameof(Methods))]
    public void A_batch_gives_what_its_photos_give_alone(string id)
    {
        using IDisposable scope = torch.NewDisposeScope();
        using Network network = ReferenceNetworks.Open(ReferenceNetworks.Serving(id, "resnet-mini"));
        torch.Tensor input = ReferenceNetworks.Tensor(network.Name, "input", torch.float64);

        using Attribution batch = Few.Create(id).Explain(network, input);

        for (int n = 0; n < input.shape[0]; n++)
        {
            using Attribution single = Few.Create(id).Explain(network, input[n..(n + 1)]);
            TensorAssert.Close(single.Values, batch.Values[n..(n + 1)], 1e-9, $"{id}, photo {n}");
            Assert.Equal(single.TargetScores[0], batch.TargetScores[n], 1e-9);
        }
    }

    [Theory, MemberData(nameof(Methods))]
    public void The_network_and_the_input_are_bit_for_bit_the_same_afterwards_also_when_the_run_is_cancelled(string id)
    {
        using IDisposable scope = torch.NewDisposeScope();
        using Network network = OpenFor(id);
        torch.Tensor input = Input(network.Name);
        string before = Hash(network, input);

        Few.Create(id).Explain(network, input).Dispose();
        using CancellationTokenSource cancelled = new();
        cancelled.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => Few.Create(id).Explain(network, input, cancellationToken: cancelled.Token));

        Assert.Equal(before, Hash(network, input));
    }

    [Theory, MemberData(nameof(Methods))]
    public void Progress_rises_and_ends_at_one(string id)
    {
        using IDisposable scope = torch.NewDisposeScope();
        using Network network = OpenFor(id);
        List<double> fractions = [];

        Few.Create(id).Explain(network, Input(network.Name), progress: new Listener(step => fractions.Add(step.Fraction))).Dispose();

        Assert.Equal(fractions.Order(), fractions);
        Assert.Equal(1, fractions[^1]);
    }

    [Theory, MemberData(nameof(Methods))]
    public void A_run_stops_at_the_step_at_which_it_is_cancelled(string id)
    {
        using IDisposable scope = torch.NewDisposeScope();
        using Network network = OpenFor(id);
        using CancellationTokenSource source = new();
        int steps = 0,
            total = 0;

        void Cancel(Step step)
        {
            (steps, total) = (steps + 1, step.Total);
            source.Cancel();
        }

        Exception? thrown = Record.Exception(() =>
            Few.Create(id).Explain(network, Input(network.Name), null, new Listener(Cancel), source.Token).Dispose()
        );

        Assert.Equal(1, steps);
        Assert.True(thrown is OperationCanceledException || total == 1, $"{thrown}"); // one step is over when it is told
    }

    [Theory, MemberData(nameof(Methods))]
    public async Task Two_threads_explain_on_one_network_at_once(string id)
    {
        using Network network = OpenFor(id);
        using torch.Tensor input = Input(network.Name);
        using Attribution alone = Few.Create(id).Explain(network, input);
        ConcurrentBag<Attribution> maps = [];

        await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => Task.Run(() => maps.Add(Few.Create(id).Explain(network, input)))));

        foreach (Attribution map in maps)
            using (map)
                TensorAssert.Close(alone.Values, map.Values, 1e-6, id);
    }

    [Theory, MemberData(nameof(Methods))]
    public void Refuses_what_does_not_fit_and_says_what_would(string id)
    {
        using IDisposable scope = torch.NewDisposeScope();
        using Network network = OpenFor(id);
        Explainer explainer = Few.Create(id);

        Assert.Equal(
            $"'{network.Name}' needs an input of shape [N, 3, 48, 48]; this one is [1, 3, 47, 47].",
            Assert.Throws<ArgumentException>(() => explainer.Explain(network, torch.zeros(1, 3, 47, 47))).Message
        );
        foreach (int none in (int[])[-1, 10])
            Assert.Equal(
                $"'{network.Name}' has the classes 0 to 9; there is no class {none}.",
                Assert
                    .Throws<ArgumentOutOfRangeException>(() => explainer.Explain(network, Input(network.Name), Target.Class(none)))
                    .Message
            );
        Assert.StartsWith(
            $"'{network.Name}' computes in Float32 on CPU; this input is Float64",
            Assert.Throws<ArgumentException>(() => explainer.Explain(network, torch.zeros([1, 3, 48, 48], torch.float64))).Message,
            StringComparison.Ordinal
        );
    }

    public static TheoryData<string> LayerMethods =>
        [.. Catalogue.Cards.Select(c => c.Id).Where(id => Catalogue.OptionsOf(id).Any(o => o.Type == "layer"))];

    [Theory, MemberData(nameof(LayerMethods))]
    public void Layer_methods_refuse_an_unknown_layer_and_list_the_known_ones(string id)
    {
        using IDisposable scope = torch.NewDisposeScope();
        using Network network = OpenFor(id);

        foreach (string option in Catalogue.OptionsOf(id).Where(o => o.Name is "layer" || o.Type is "layers").Select(o => o.Name))
        {
            string unknown = Assert
                .Throws<ArgumentException>(() => Few.Create(id, new() { [option] = "conv9" }).Explain(network, Input(network.Name)))
                .Message;
            string flat = Assert
                .Throws<ArgumentException>(() => Few.Create(id, new() { [option] = "fc" }).Explain(network, Input(network.Name)))
                .Message;

            Assert.StartsWith(
                $"The network '{network.Name}' has no layer named 'conv9'. Its layers with positions are '{network.Layers[0].Name}', ",
                unknown,
                StringComparison.Ordinal
            );
            Assert.Equal(
                $"The layer 'fc' of '{network.Name}' has no positions: its shape is [10]. Choose one before it, such as '"
                    + $"{network.DefaultLayer}'.",
                flat
            );
        }
    }

    [Theory, MemberData(nameof(Methods))]
    public void Every_option_is_documented_and_refuses_what_is_out_of_range(string id)
    {
        foreach (OptionInfo option in Catalogue.OptionsOf(id))
        {
            Assert.Contains("Default", option.Summary, StringComparison.OrdinalIgnoreCase);
            if (option is not { Minimum: { } minimum, Maximum: { } maximum })
                continue;
            foreach (double wrong in (double[])[minimum - 1, maximum + 1])
            {
                string message =
                    $"The option '{option.Name}' of '{id}' is {wrong.ToString(CultureInfo.InvariantCulture)}; it goes from "
                    + $"{minimum.ToString(CultureInfo.InvariantCulture)} to {maximum.ToString(CultureInfo.InvariantCulture)}.";
                Assert.Equal(message, Assert.Throws<ArgumentException>(() => Few.Create(id, new() { [option.Name] = wrong })).Message);
                Assert.Equal(message, Assert.Throws<ArgumentException>(() => Made(id, option.Name, wrong)).Message);
            }
        }
        Assert.StartsWith(
            $"'{id}' has no option 'colour'.",
            Assert.Throws<ArgumentException>(() => Few.Create(id, new() { ["colour"] = 1 })).Message,
            StringComparison.Ordinal
        );
    }

    /// <summary>A method as C# makes it: by its constructor.</summary>
    private static object Made(string id, string option, double value)
    {
        ConstructorInfo constructor = Few.Create(id).GetType().GetConstructors()[0];
        object?[] arguments =
        [
            .. constructor
                .GetParameters()
                .Select(p => p.Name == option ? Convert.ChangeType(value, p.ParameterType, CultureInfo.InvariantCulture) : p.DefaultValue),
        ];
        return constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, arguments, CultureInfo.InvariantCulture);
    }

    [Fact]
    public void An_unknown_method_is_refused_with_a_list() =>
        Assert.Equal(
            $"There is no method 'magic'. There are {string.Join(", ", Catalogue.Cards.Select(c => c.Id).Order(StringComparer.Ordinal))}.",
            Assert.Throws<ArgumentException>(() => Catalogue.Create("magic")).Message
        );

    private static string Hash(Network network, torch.Tensor input)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (torch.Tensor tensor in network.Layers.SelectMany(l => l.Weights.Select(w => w.Tensor)).Append(input))
            hash.AppendData(tensor.bytes);
        return Convert.ToHexString(hash.GetHashAndReset());
    }

    private sealed class Listener(Action<Step> report) : IProgress<Step>
    {
        public void Report(Step value) => report(value);
    }
}
