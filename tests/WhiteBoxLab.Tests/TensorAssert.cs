using System.Globalization;
using TorchSharp;
using Xunit;

namespace WhiteBoxLab.Tests;

public static class TensorAssert
{
    /// <summary>||actual - expected|| / ||expected|| over each sample.</summary>
    public static double[] RelativeErrors(torch.Tensor expected, torch.Tensor actual)
    {
        Assert.Equal(expected.shape, actual.shape);
        using IDisposable scope = torch.NewDisposeScope();
        torch.Tensor e = expected.to(torch.float64).flatten(1),
            a = actual.to(torch.float64).flatten(1);
        return [.. ((a - e).norm(1) / e.norm(1).clamp_min(1e-300)).data<double>()];
    }

    public static void Close(torch.Tensor expected, torch.Tensor actual, double tolerance, string what = "")
    {
        double worst = RelativeErrors(expected, actual).Max();
        Assert.True(
            worst <= tolerance,
            string.Create(CultureInfo.InvariantCulture, $"{what}: relative error {worst:0.0e+0}, allowed {tolerance:0.0e+0}.")
        );
    }
}
