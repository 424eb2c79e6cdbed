using TorchSharp;
using Xunit;

namespace WhiteBoxLab.Tests;

public sealed class BatchNormalizationFoldingTests
{
    public static TheoryData<string> Networks => [.. ReferenceNetworks.Small];

    [Theory, MemberData(nameof(Networks))]
    public void Folding_changes_no_score_and_no_output_of_a_normalisation(string name)
    {
        using IDisposable scope = torch.NewDisposeScope();
        using Network network = ReferenceNetworks.Open(name);
        torch.Tensor input = ReferenceNetworks.Tensor(name, "input", torch.float64);

        using Trace plain = network.Trace(input),
            folded = network.Canonical().Trace(input);

        TensorAssert.Close(plain.Scores, folded.Scores, 1e-9, name);
        foreach (Layer layer in network.Layers.Where(l => l is BatchNormalization or Relu or Relu6 or Add or Concat))
            TensorAssert.Close(plain.Output(layer.Name), folded.Output(layer.Name), 1e-9, layer.Name);
    }

    [Theory, MemberData(nameof(Networks))]
    public void Every_layer_keeps_its_name_and_its_place(string name)
    {
        using Network network = ReferenceNetworks.Open(name);
        Network folded = network.Canonical();

        Assert.Equal(network.Layers.Select(l => l.Name), folded.Layers.Select(l => l.Name));
        foreach ((Layer before, Layer after) in network.Layers.Zip(folded.Layers))
            Assert.True(before.Op == after.Op || (before is BatchNormalization && after is Identity), $"{before} became {after}.");
    }

    [Theory]
    [InlineData("resnet-mini")]
    [InlineData("mobile-mini")]
    public void No_normalisation_behind_a_convolution_stays(string name)
    {
        using Network network = ReferenceNetworks.Open(name);

        Assert.DoesNotContain(network.Canonical().Layers, l => l is BatchNormalization);
    }

    [Fact]
    public void A_normalisation_before_the_convolution_stays()
    {
        using Network network = ReferenceNetworks.Open("dense-mini");

        Assert.Contains(network.Canonical().Layers, l => l is BatchNormalization);
    }

    [Theory]
    [InlineData("resnet-mini")]
    [InlineData("mobile-mini")]
    public void A_kept_convolution_keeps_its_own_output(string name)
    {
        using IDisposable scope = torch.NewDisposeScope();
        using Network network = ReferenceNetworks.Open(name);
        torch.Tensor input = ReferenceNetworks.Tensor(name, "input", torch.float64);
        using Trace plain = network.Trace(input);

        foreach (Layer layer in network.Layers.Where(l => l is Convolution))
        {
            using Trace kept = network.Canonical(layer.Name).Trace(input);
            TensorAssert.Close(plain.Output(layer.Name), kept.Output(layer.Name), 1e-9, layer.Name);
            TensorAssert.Close(plain.Scores, kept.Scores, 1e-9, layer.Name);
        }
    }

    [Fact]
    public void A_convolution_that_another_layer_reads_too_is_not_folded()
    {
        using IDisposable scope = torch.NewDisposeScope();
        NetworkBuilder b = new("shared", 3, 8, 8, seed: 4, torch.float64);
        b.Conv("conv", 4, kernel: 3);
        b.BatchNorm("bn");
        b.Add("add", "bn", "conv");
        b.GlobalPool("pool");
        b.Flatten("flatten");
        using Network network = b.Build();
        torch.Tensor input = torch.randn([2, 3, 8, 8], torch.float64);

        using Trace plain = network.Trace(input);

        Assert.Contains(network.Canonical().Layers, l => l is BatchNormalization);
        TensorAssert.Close(plain.Scores, network.Scores(input), 1e-12);
    }

    [Fact]
    public void A_network_is_folded_once_and_stays_what_it_was()
    {
        using Network network = ReferenceNetworks.Open("resnet-mini");
        string[] before = [.. network.Layers.Select(l => l.ToString())];

        Network[] folded = new Network[8];
        Parallel.For(0, folded.Length, i => folded[i] = network.Canonical());

        Assert.All(folded, f => Assert.Same(folded[0], f));
        Assert.Equal(before, network.Layers.Select(l => l.ToString()));
        Assert.Same(folded[0], folded[0].Canonical());
    }
}
