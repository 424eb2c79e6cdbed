using TorchSharp;
using Xunit;

namespace WhiteBoxLab.Tests;

/// <summary>The softened gate in one pass against its formula in libtorch's operations in float64.</summary>
public sealed class SoftGateTests
{
    [Theory]
    [
        InlineData(10, 6),
        InlineData(10, double.PositiveInfinity),
        InlineData(0.01, 6),
        InlineData(0.01, double.PositiveInfinity),
        InlineData(1000, 6),
        InlineData(1000, double.PositiveInfinity),
        InlineData(1, 6)
    ]
    public void Is_the_difference_of_two_sigmoids_far_from_the_edges_and_at_them(double beta, double ceiling)
    {
        using IDisposable scope = torch.NewDisposeScope();
        torch.Tensor z = torch.cat(
            [
                torch.linspace(-20, 26, 2003, torch.float64),
                torch.linspace(-0.01, 0.01, 1001, torch.float64),
                torch.linspace(5.99, 6.01, 1001, torch.float64),
                torch.tensor((double[])[-3e4, 3e4]),
            ],
            0
        );
        torch.Tensor gate = (z * beta).sigmoid() - (double.IsInfinity(ceiling) ? 0 : ((z - ceiling) * beta).sigmoid());
        foreach (
            (torch.ScalarType dtype, double tolerance) in ((torch.ScalarType, double)[])[(torch.float32, 4e-6), (torch.float64, 1e-13)]
        )
        {
            torch.Tensor at = z.to(dtype).unsqueeze(0),
                signal = torch.full_like(at, 3),
                exact = dtype == torch.float64
                    ? gate
                    : (at.to(torch.float64)[0] * beta).sigmoid()
                        - (double.IsInfinity(ceiling) ? 0 : ((at.to(torch.float64)[0] - ceiling) * beta).sigmoid());

            _ = Fused.Run(new SoftGate(beta, ceiling), signal, at, at, signal, signal);

            Assert.True(
                (signal[0] / 3 - exact).abs().max().ToDouble() <= tolerance,
                $"{dtype}: {(signal[0] / 3 - exact).abs().max().ToDouble():0.0e+0}"
            );
        }
    }

    [Fact]
    public void What_is_not_a_number_stays()
    {
        using IDisposable scope = torch.NewDisposeScope();
        torch.Tensor z = torch.full([1, 19], double.NaN, torch.float32),
            signal = torch.ones_like(z);

        _ = Fused.Run(new SoftGate(10, 6), signal, z, z, signal, signal);

        Assert.True(signal.isnan().all().ToBoolean());
    }
}
