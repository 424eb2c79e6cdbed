using TorchSharp;
using Xunit;

namespace WhiteBoxLab.Tests;

public sealed class ReferenceNetworkTests
{
    public static TheoryData<string> All => [.. ReferenceNetworks.All];

    public static TheoryData<string> Small => [.. ReferenceNetworks.Small];

    [Theory, MemberData(nameof(All))]
    public void Scores_equal_the_reference_to_nine_digits_in_float64(string name)
    {
        using IDisposable scope = torch.NewDisposeScope();
        using Network network = ReferenceNetworks.Open(name);

        torch.Tensor scores = network.Scores(ReferenceNetworks.Tensor(name, "input", torch.float64));

        TensorAssert.Close(ReferenceNetworks.Tensor(name, "logits"), scores, 1e-9, name);
    }

    [Theory, MemberData(nameof(All))]
    public void Scores_equal_the_reference_to_four_digits_in_float32(string name)
    {
        using IDisposable scope = torch.NewDisposeScope();
        using Network network = ReferenceNetworks.Open(name, torch.float32);

        torch.Tensor scores = network.Scores(ReferenceNetworks.Tensor(name, "input"));

        TensorAssert.Close(ReferenceNetworks.Tensor(name, "logits"), scores, 1e-4, name);
    }

    [Theory, MemberData(nameof(Small))]
    // The stored traces are rounded to float32.
    public void Every_layer_gives_what_the_reference_gives(string name)
    {
        using IDisposable scope = torch.NewDisposeScope();
        using Network network = ReferenceNetworks.Open(name);
        using Safetensors reference = Safetensors.Open(TestData.At($"networks/{name}/trace.safetensors"));

        using Trace trace = network.Trace(ReferenceNetworks.Tensor(name, "input", torch.float64)[..1]);

        Assert.Equal(network.Layers.Count, reference.Names.Count(n => network.Layers.Any(l => l.Name == n)));
        foreach (Layer layer in network.Layers)
        {
            torch.Tensor expected = reference.Tensor(layer.Name);
            TensorAssert.Close(expected, trace.Output(layer.Name).reshape(expected.shape), 1e-7, $"{name} {layer.Name}");
        }
    }
}
