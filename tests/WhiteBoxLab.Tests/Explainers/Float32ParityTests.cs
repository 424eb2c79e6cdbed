using System.Globalization;
using TorchSharp;
using Xunit;

namespace WhiteBoxLab.Tests;

/// <summary>
/// Every map of the reference files that our methods can make, in float32. A class of its own, so that it runs beside that in float64.
/// </summary>
public sealed class Float32ParityTests
{
    public static TheoryData<string> Cases => ParityTests.Cases;

    /// <summary>
    /// To four digits, or where the map itself is less well defined by numbers in float32, to what it is: see <see cref="Float32Limits"/>.
    /// </summary>
    [Theory, MemberData(nameof(Cases))]
    public void Equals_the_reference_to_four_digits_in_float32_or_as_far_as_float32_defines_it(string name)
    {
        ReferenceCase reference = ReferenceCase.All.Single(c => c.Name == name);
        double ours = reference.Deviation(torch.float32);
        if (!Float32Limits.Allows(reference, ours))
            Assert.Fail(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"{name}: relative error {ours:0.0e+0}; the exact map moves by {Float32Limits.Uncertainty(reference):0.0e+0}"
                        + $" when weights move by a few roundings, so it could be nearer."
                )
            );
    }
}
