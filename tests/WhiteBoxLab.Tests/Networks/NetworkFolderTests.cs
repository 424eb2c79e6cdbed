using TorchSharp;
using Xunit;

namespace WhiteBoxLab.Tests;

public sealed class NetworkFolderTests
{
    public static TheoryData<string> Networks => [.. ReferenceNetworks.All, "every-operation"];

    private static Network Open(string name) =>
        name switch
        {
            "every-operation" => NetworkFiles.OfEveryOperation(),
            "efficientnet-lite0" => Network.EfficientNetLite0(),
            _ => Network.Open(TestData.At($"networks/{name}")),
        };

    [Theory, MemberData(nameof(Networks))]
    public void A_network_saved_and_opened_again_is_bit_for_bit_the_same(string name)
    {
        using IDisposable scope = torch.NewDisposeScope();
        using TemporaryFolder first = new(),
            second = new();
        using Network network = Open(name);

        network.Save(first.Path);
        using Network again = Network.Open(first.Path);
        again.Save(second.Path);

        Assert.Equal(network.ToString(), again.ToString());
        Assert.Equal(network.Layers.Select(l => (l.Name, l.Op)), again.Layers.Select(l => (l.Name, l.Op)));
        Assert.Equal(network.Labels, again.Labels);
        Assert.Equal(network.Details.Preprocessing, again.Details.Preprocessing);
        Assert.Equal(network.Details.CamLayer, again.Details.CamLayer);
        string[] files = [.. Directory.GetFiles(first.Path).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)];
        Assert.Equal(files, Directory.GetFiles(second.Path).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal));
        Assert.All(files, f => Assert.True(File.ReadAllBytes(first.At(f)).SequenceEqual(File.ReadAllBytes(second.At(f))), f));
        foreach ((Layer before, Layer after) in network.Layers.Zip(again.Layers))
        foreach (((string key, torch.Tensor was), (_, torch.Tensor now)) in before.Weights.Zip(after.Weights))
            Assert.True(
                was.dtype == now.dtype && was.shape.SequenceEqual(now.shape) && was.bytes.SequenceEqual(now.bytes),
                $"{before.Name}.{key}"
            );
    }

    [Theory, MemberData(nameof(Networks))]
    public void A_network_opened_again_gives_the_same_scores(string name)
    {
        using IDisposable scope = torch.NewDisposeScope();
        using TemporaryFolder folder = new();
        using Network network = Open(name);
        using torch.Generator generator = new(3);
        torch.Tensor input = torch.randn([1, .. network.InputShape], network.Dtype, generator: generator);

        network.Save(folder.Path);
        using Network again = Network.Open(folder.Path);

        Assert.True(network.Scores(input).equal(again.Scores(input)).all().item<bool>());
    }

    [Fact]
    public void Every_operation_has_been_saved_and_opened()
    {
        using Network network = NetworkFiles.OfEveryOperation();

        Assert.Equal(Layers.Ops, network.Layers.Select(l => l.Op).Distinct().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void A_network_that_replaces_another_keeps_none_of_its_labels()
    {
        using TemporaryFolder folder = new();
        using Network first = Open("efficientnet-lite0"),
            second = NetworkFiles.Tiny();

        first.Save(folder.Path);
        second.Save(folder.Path);
        using Network opened = Network.Open(folder.Path);

        Assert.Empty(opened.Labels);
        Assert.Equal(
            ["network.json", "weights.safetensors"],
            Directory.GetFiles(folder.Path).Select(f => Path.GetFileName(f)).Order(StringComparer.Ordinal)
        );
    }

    [Fact]
    public void A_network_may_be_saved_over_the_folder_that_it_was_opened_from()
    {
        using IDisposable scope = torch.NewDisposeScope();
        using TemporaryFolder folder = new();
        using Network network = NetworkFiles.Tiny();
        network.Save(folder.Path);

        using (Network opened = Network.Open(folder.Path))
            opened.Save(folder.Path);

        using Network again = Network.Open(folder.Path);
        torch.Tensor input = torch.ones(1, 3, 8, 8);
        Assert.True(network.Scores(input).equal(again.Scores(input)).all().item<bool>());
    }

    [Fact]
    public void A_folder_without_a_description_is_refused()
    {
        using TemporaryFolder folder = new();

        Assert.Equal(
            $"'{folder.Path}' is no network: it has no network.json. A network is a folder with network.json and weights.safetensors.",
            Assert.Throws<NetworkException>(() => Network.Open(folder.Path)).Message
        );
    }

    [Fact]
    public void A_folder_without_weights_is_refused()
    {
        using TemporaryFolder folder = new();
        File.WriteAllText(folder.At("network.json"), "{}");

        Assert.Equal(
            $"There is no file '{folder.At("weights.safetensors")}'.",
            Assert.Throws<WeightsException>(() => Network.Open(folder.Path)).Message
        );
    }

    [Fact]
    public void A_description_without_end_is_refused_before_it_is_read()
    {
        using TemporaryFolder folder = new();
        using (FileStream file = File.Create(folder.At("network.json")))
            file.SetLength(100 << 20);

        Assert.Equal(
            $"'{folder.At("network.json")}' has 100 MB; 64 MB is the limit for a description.",
            Assert.Throws<NetworkException>(() => Network.Open(folder.Path)).Message
        );
    }

    [Fact]
    public void Weights_of_a_refused_network_are_freed()
    {
        using NetworkFiles files = NetworkFiles.Of("mobile-mini");
        using IDisposable scope = torch.NewDisposeScope();

        Assert.Throws<NetworkException>(() => files.Read(json => json["classes"] = 11));

        Assert.Equal(0, torch.CurrentDisposeScope?.DisposablesCount);
    }
}
