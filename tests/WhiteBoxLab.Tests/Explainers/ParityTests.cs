using System.Globalization;
using TorchSharp;
using Xunit;

namespace WhiteBoxLab.Tests;

/// <summary>Every map of the reference files that our methods can make, in float64.</summary>
public sealed class ParityTests
{
    public static TheoryData<string> Cases => [.. ReferenceCase.All.Select(c => c.Name)];

    [Theory, MemberData(nameof(Cases))]
    public void Equals_the_reference_to_six_digits_in_float64(string name) => Compare(name, torch.float64, 1e-6);

    internal static void Compare(string name, torch.ScalarType dtype, double tolerance)
    {
        double worst = ReferenceCase.All.Single(c => c.Name == name).Deviation(dtype);
        Assert.True(
            worst <= tolerance,
            string.Create(CultureInfo.InvariantCulture, $"{name}: relative error {worst:0.0e+0}, allowed {tolerance:0.0e+0}.")
        );
    }
}
