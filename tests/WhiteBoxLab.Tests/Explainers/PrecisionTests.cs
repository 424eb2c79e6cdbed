using TorchSharp;
using Xunit;

namespace WhiteBoxLab.Tests;

/// <summary>In float32 a method says what it says in float64.</summary>
public sealed class PrecisionTests
{
    public static TheoryData<string> Methods => LawTests.ServedBy(ReferenceNetworks.Shared("resnet-mini", torch.float64));

    [Theory, MemberData(nameof(Methods))]
    public void Float32_is_within_a_ten_thousandth_of_float64_or_as_near_as_float32_defines_the_map(string id)
    {
        using IDisposable scope = torch.NewDisposeScope();
        Network single = ReferenceNetworks.Shared("resnet-mini", torch.float32),
            full = ReferenceNetworks.Shared("resnet-mini", torch.float64);
        torch.Tensor input = ReferenceNetworks.Tensor("resnet-mini", "input");
        using Attribution exact = Few.Create(id).Explain(full, input.to(torch.float64), 3);
        double Off(Network network)
        {
            using Attribution map = Few.Create(id).Explain(network, input.to(network.Dtype), 3);
            return TensorAssert.RelativeErrors(exact.Values, map.Values).Max();
        }

        double ours = Off(single);

        Assert.True(
            ours <= Float32Limits.Usual || ours <= Float32Limits.Margin * Float32Limits.Uncertainty("resnet-mini", Off),
            $"{id}: relative error {ours:0.0e+0}."
        );
    }
}
