using System.Text.Json;
using System.Text.Json.Nodes;
using TorchSharp;
using Xunit;

namespace WhiteBoxLab.Tests;

/// <summary>What the network that ships with the library sees in the photos that ship with it.</summary>
public sealed class DefaultNetworkTests(DefaultNetworkTests.Lite0 lite0) : IClassFixture<DefaultNetworkTests.Lite0>
{
    /// <summary>Opened once; no test changes it.</summary>
    public sealed class Lite0 : IDisposable
    {
        internal Network Network { get; } = Network.EfficientNetLite0();

        public void Dispose() => Network.Dispose();
    }

    private static readonly JsonNode[] Reference =
    [
        .. JsonNode.Parse(File.ReadAllText(TestData.At("networks/efficientnet-lite0/top5.json")))!.AsArray().Select(e => e!),
    ];

    public static TheoryData<string> Photos => [.. Reference.Select(r => Path.GetFileNameWithoutExtension((string)r["photo"]!))];

    [Theory, MemberData(nameof(Photos))]
    public void The_five_best_classes_are_the_references(string photo)
    {
        JsonNode reference = Reference.Single(r => Path.GetFileNameWithoutExtension((string)r["photo"]!) == photo);
        JsonElement[][] top = reference["top5"].Deserialize<JsonElement[][]>()!;

        IReadOnlyList<Prediction> predictions = lite0.Network.Classify(Photo.Sample(photo));

        Assert.Equal(top.Select(t => (t[0].GetInt32(), t[1].GetString())), predictions.Select(p => (p.Class, (string?)p.Label)));
        Assert.All(top.Zip(predictions), p => Assert.Equal(p.First[2].GetDouble(), p.Second.Probability, 1e-3));
    }

    [Fact]
    public void Probabilities_fall_and_add_up_to_one()
    {
        IReadOnlyList<Prediction> all = lite0.Network.Classify(Photo.Sample("chelsea"), count: 5000);

        Assert.Equal(1000, all.Count);
        Assert.Equal(all.Select(p => p.Probability).OrderDescending(), all.Select(p => p.Probability));
        Assert.Equal(1, all.Sum(p => p.Probability), 1e-9);
        Assert.Single(lite0.Network.Classify(Photo.Sample("chelsea"), count: 0));
    }

    [Fact]
    public void The_sample_photos_are_those_of_the_reference() =>
        Assert.Equal(Photos.Select(p => p.Data).Order(StringComparer.Ordinal), Photo.Samples.Order(StringComparer.Ordinal));

    [Fact]
    public void Eight_threads_get_the_same_scores_at_once()
    {
        using IDisposable scope = torch.NewDisposeScope();
        using Network network = ReferenceNetworks.Open("efficientnet-lite0", torch.float32); // not folded yet
        torch.Tensor input = ReferenceNetworks.Tensor("efficientnet-lite0", "input")[..1];
        torch.Tensor expected = lite0.Network.Scores(input);
        double[] errors = new double[8];

        Thread[] threads =
        [
            .. Enumerable
                .Range(0, errors.Length)
                .Select(i => new Thread(() =>
                {
                    using torch.Tensor scores = network.Scores(input);
                    errors[i] = TensorAssert.RelativeErrors(expected, scores).Max();
                })),
        ];
        Array.ForEach(threads, t => t.Start());
        Array.ForEach(threads, t => t.Join());

        Assert.All(errors, e => Assert.InRange(e, 0, 1e-6));
    }
}
