using System.Collections.Concurrent;
using System.Globalization;
using System.Text.Json.Nodes;
using TorchSharp;
using WhiteBoxLab.Tests;
using Xunit;

namespace WhiteBoxLab.Kernel.Tests;

/// <summary>
/// Every reference map through the executable: a network's folder and its inputs file in, maps out, in both types. One process makes all
/// maps of a network that have the same inputs and target.
/// </summary>
public sealed class ExplainParityTests : IDisposable
{
    /// <summary>
    /// How well maps are defined in float32 where that is less than four digits, as the library's tests have measured it.
    /// </summary>
    private static readonly Dictionary<string, double> Defined = ReferenceCase
        .All.Join(
            DeviationTable.Read().Above,
            c => (c.Network, DeviationTable.Of(c.Library), c.Id),
            a => (a.Network, a.Library, a.Id),
            (c, a) => (c.Name, a.Uncertainty)
        )
        .ToDictionary(d => d.Name, d => d.Uncertainty);

    private readonly string folder = Directory.CreateTempSubdirectory("wbl-parity-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    public static TheoryData<string, string> Networks =>
        new(ReferenceNetworks.All.SelectMany(_ => (string[])["float64", "float32"], (network, dtype) => (network, dtype)));

    /// <summary>A case as it is asked for on the command line.</summary>
    /// <param name="Case">The case.</param>
    /// <param name="Id">Our method.</param>
    /// <param name="Options">What differs from its defaults.</param>
    /// <param name="Raw">The same before it is finished, where the reference's sign decides what the finish leaves; else null.</param>
    private sealed record Asked(ReferenceCase Case, string Id, JsonObject Options, JsonObject? Raw)
    {
        /// <summary>Cases of one process: the same target, and the same samples where the inputs file is not the network's own.</summary>
        public string Run => $"{Target} {(HasOwnFile ? string.Join(',', Case.Samples) + Case.Id : "")}";

        public string Target =>
            Case.Method != "neuron-conductance" && Case.Options["neuron"] is JsonArray place
                ? $"neuron:{Case.Layer}:{string.Join(',', place.Select(n => (int)n!))}"
                : "file";

        /// <summary>Other classes than the network's file has, another baseline, segments, or so many passes that other photos are too
        /// many.</summary>
        public bool HasOwnFile =>
            Case.OwnTargets is not null
            || Case.Options["baseline"]?.ToString() == "first-of-pool"
            || Case.HasOwnBaselines
            || Case.Options["segments"] is not null
            || (Case.Network == "efficientnet-lite0" && Case.Method is "occlusion" or "score-cam");

        public static Asked Of(ReferenceCase reference)
        {
            using torch.Tensor stored = torch.zeros(0);
            Explainer explainer = reference.Explainer(
                reference.Options["baseline"]?.ToString()
                    is "stored"
                        or "the stored baseline"
                        or "first-of-pool"
                        or ['t', 'e', 'n', 's', 'o', 'r', ':', ..]
                    ? stored
                    : null
            );
            return new(reference, explainer.Card.Id, Differing(explainer), reference.Unfinished is { } raw ? Differing(raw) : null);
        }

        private static JsonObject Differing(Explainer explainer)
        {
            IReadOnlyList<OptionInfo> known = Catalogue.OptionsOf(explainer.Card.Id);
            return new([
                .. explainer
                    .Options.Where(o =>
                        o.Value is not null && o.Value.ToJsonString() != known.Single(k => k.Name == o.Key).Default?.ToJsonString()
                    )
                    .Select(o => KeyValuePair.Create(o.Key, Plain(o.Value!))),
            ]);
        }

        /// <summary>A composite is told as text; on a command line it is JSON.</summary>
        private static JsonNode? Plain(JsonNode value) => value.ToString() is ['{', ..] text ? JsonNode.Parse(text) : value.DeepClone();
    }

    [Theory, MemberData(nameof(Networks))]
    public async Task The_executable_gives_every_reference_map(string network, string dtype)
    {
        ReferenceCase[] cases = [.. ReferenceCase.All.Where(c => c.Network == network && !c.HasDraws)]; // draws are no options
        ConcurrentQueue<string> wrong = [];
        await Parallel.ForEachAsync(
            cases.Select(Asked.Of).GroupBy(a => a.Run),
            new ParallelOptions { MaxDegreeOfParallelism = 2, CancellationToken = TestContext.Current.CancellationToken },
            async (run, _) =>
            {
                foreach (string problem in await CompareAsync(network, dtype, [.. run]))
                    wrong.Enqueue(problem);
            }
        );

        Assert.NotEmpty(cases);
        Assert.True(wrong.IsEmpty, string.Join("\n", wrong));
    }

    private async Task<IEnumerable<string>> CompareAsync(string network, string dtype, Asked[] run)
    {
        string inputs = run[0].HasOwnFile ? OwnFile(run[0]) : TestData.At($"networks/{network}/inputs.safetensors"),
            maps = Path.Combine(folder, $"{Guid.NewGuid():N}.safetensors");
        JsonObject options = [];
        foreach (IGrouping<string, Asked> method in run.GroupBy(a => a.Id))
            options[method.Key] = new JsonArray([
                .. method.SelectMany(a => a.Raw is null ? (JsonObject[])[a.Options] : [a.Options, a.Raw]).Select(o => o.DeepClone()),
            ]);
        await ExplainAsync(
            "explain",
            inputs,
            "--network",
            NetworkOf(network),
            "--target",
            run[0].Target,
            "--dtype",
            dtype,
            "--method",
            string.Join(',', options.Select(o => o.Key)),
            "--options",
            options.ToJsonString(),
            "--out",
            maps
        );
        using Safetensors file = Safetensors.Open(maps),
            input = Safetensors.Open(inputs);
        return [.. run.GroupBy(a => a.Id).SelectMany(method => Compared(method, file, input, dtype)).OfType<string>()];
    }

    /// <summary>What is wrong with the maps of a method, in the order in which they were asked for.</summary>
    private static IEnumerable<string?> Compared(IGrouping<string, Asked> method, Safetensors maps, Safetensors inputs, string dtype)
    {
        int number = 0;
        foreach (Asked asked in method)
        {
            using IDisposable scope = torch.NewDisposeScope();
            torch.Tensor rows = asked.HasOwnFile
                ? torch.arange(asked.Case.Samples.Length)
                : torch.tensor(asked.Case.Samples.Select(s => (long)s).ToArray());
            torch.Tensor Next() => maps.Tensor($"{asked.Id}-{++number}").index_select(0, rows);
            torch.Tensor values = Next();
            torch.Tensor? raw = asked.Raw is null ? null : Next();
            torch.Tensor scores = ReferenceNetworks
                .Tensor(asked.Case.Network, "logits", torch.float64)
                .index_select(0, torch.tensor(asked.Case.Samples.Select(s => (long)s).ToArray()))
                .gather(1, inputs.Tensor("target").to(torch.int64).index_select(0, rows).unsqueeze(1));
            yield return Problem(
                asked.Case,
                asked.Case.Deviation(values, scores.data<double>(), raw, inputs.Tensor("input").index_select(0, rows)),
                dtype
            );
        }
    }

    private static string? Problem(ReferenceCase reference, double deviation, string dtype) =>
        (
            dtype == "float64"
                ? deviation <= 1e-6
                : deviation <= Float32Limits.Margin * Defined.GetValueOrDefault(reference.Name)
                    || Float32Limits.Allows(reference, deviation)
        )
            ? null
            : string.Create(CultureInfo.InvariantCulture, $"{reference.Name} in {dtype}: {deviation:0.0e+0}");

    private static string NetworkOf(string network) =>
        File.Exists(TestData.At($"networks/{network}/network.json")) ? TestData.At($"networks/{network}") : network;

    /// <summary>The case's samples with its own classes, or its own baseline.</summary>
    private string OwnFile(Asked asked)
    {
        using IDisposable scope = torch.NewDisposeScope();
        torch.Tensor rows = torch.tensor(asked.Case.Samples.Select(s => (long)s).ToArray());
        torch.Tensor target = asked.Case.OwnTargets is { } own
            ? torch.tensor(own.Select(t => (long)t).ToArray())
            : ReferenceNetworks.Tensor(asked.Case.Network, "target").index_select(0, rows);
        List<(string, torch.Tensor)> tensors =
        [
            ("input", ReferenceNetworks.Tensor(asked.Case.Network, "input").index_select(0, rows)),
            ("target", target),
        ];
        if (asked.Case.BaselineOf(torch.float32, rows) is { } baseline)
            tensors.Add(("baseline", baseline));
        if (asked.Case.Cut is { } cut)
            tensors.Add(("segments", cut));
        if (asked.Case.Options["baselines"] is not null)
            tensors.Add(("baselines", asked.Case.Shared));
        string path = Path.Combine(folder, $"{Guid.NewGuid():N}.safetensors");
        Safetensors.Save(path, tensors);
        return path;
    }

    private static async Task ExplainAsync(params IReadOnlyList<string> words)
    {
        EndedVerb ended = await ShellVerb.RunAsync(words);
        Assert.Equal((0, ""), (ended.Code, ended.Complaints));
    }

    [Fact]
    public async Task Another_convention_is_one_word()
    {
        string at = TestData.At("networks/vgg-mini"),
            maps = Path.Combine(folder, "maps.safetensors");
        await ExplainAsync(
            "explain",
            Path.Combine(at, "inputs.safetensors"),
            "--network",
            at,
            "--target",
            "file",
            "--dtype",
            "float64",
            "--method",
            "grad-cam",
            "--convention",
            "pytorch-grad-cam",
            "--layer",
            "features.13",
            "--out",
            maps
        );

        using Safetensors file = Safetensors.Open(maps);
        ReferenceCase reference = ReferenceCase.All.Single(c => c.Name == "vgg-mini/grad-cam/grad-cam-at-cam-layer");
        using torch.Tensor values = file.Tensor("grad-cam"),
            input = ReferenceNetworks.Tensor("vgg-mini", "input");
        Assert.InRange(reference.Deviation(values[..reference.Samples.Length], [], null, input), 0, 1e-6);
    }

    [Fact]
    public async Task A_list_of_options_makes_a_map_of_each_and_one_methods_options_may_stand_alone()
    {
        string at = TestData.At("networks/plain-mini"),
            inputs = Path.Combine(at, "inputs.safetensors"),
            several = Path.Combine(folder, "several.safetensors"),
            one = Path.Combine(folder, "one.safetensors");
        await ExplainAsync(
            "explain",
            inputs,
            "--network",
            at,
            "--method",
            "lrp,fem",
            "--options",
            """{"lrp": [{"composite": "flat"}, {"composite": {"conv2d": "gamma"}}]}""",
            "--out",
            several
        );
        await ExplainAsync(
            "explain",
            inputs,
            "--network",
            at,
            "--method",
            "lrp",
            "--options",
            """{"composite": {"conv2d": "gamma"}}""",
            "--out",
            one
        );

        using Safetensors many = Safetensors.Open(several),
            single = Safetensors.Open(one);
        using torch.Tensor second = many.Tensor("lrp-2"),
            alone = single.Tensor("lrp"),
            first = many.Tensor("lrp-1");
        Assert.Equal(["fem", "lrp-1", "lrp-2"], many.Names.Order(StringComparer.Ordinal));
        Assert.True(second.allclose(alone, 1e-5, 1e-7));
        Assert.False(first.allclose(alone, 1e-2, 1e-4));
    }

    /// <summary>Every option of every method, at its default or its first choice, is understood.</summary>
    [Fact]
    public async Task Every_method_and_option_can_be_asked_for()
    {
        using Network network = Network.Open(TestData.At("networks/plain-mini")); // as the shell has it
        JsonObject options = [];
        foreach (ExplainerCard card in Catalogue.Cards)
        {
            JsonObject own = new([
                .. Catalogue
                    .OptionsOf(card.Id)
                    .Select(o =>
                        KeyValuePair.Create(
                            o.Name,
                            o.Default?.DeepClone()
                                ?? (
                                    o.Name is "low" ? -4
                                    : o.Name is "high" ? 4
                                    : (JsonNode?)o.Choices?[0]
                                )
                        )
                    )
                    .Where(o => o.Value is not null),
            ]);
            if (Catalogue.Create(card.Id, own).Obstacle(network) is null)
                options[card.Id] = own;
        }
        string at = TestData.At("networks/plain-mini"),
            maps = Path.Combine(folder, "all.safetensors");
        await ExplainAsync(
            "explain",
            Path.Combine(at, "inputs.safetensors"),
            "--network",
            at,
            "--method",
            string.Join(',', options.Select(o => o.Key)),
            "--options",
            options.ToJsonString(),
            "--out",
            maps
        );

        using Safetensors file = Safetensors.Open(maps);
        Assert.Equal(options.Select(o => o.Key).Order(StringComparer.Ordinal), file.Names.Order(StringComparer.Ordinal));
        Assert.True(options.Count > 30);
    }
}
