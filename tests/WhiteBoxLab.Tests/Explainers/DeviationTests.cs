using TorchSharp;
using Xunit;

namespace WhiteBoxLab.Tests;

/// <summary>
/// Keeps docs/deviations.md: writes it when the variable WHITEBOXLAB_WRITE_DEVIATIONS names networks or methods, else holds it to be whole.
/// </summary>
public sealed class DeviationTests
{
    [Fact]
    public void The_table_of_deviations_has_every_case_that_is_compared_and_no_other_of_these_networks()
    {
        if (Environment.GetEnvironmentVariable("WHITEBOXLAB_WRITE_DEVIATIONS") is { Length: > 0 } networks)
            Write(networks.Split(','));
        DeviationTable table = DeviationTable.Read();

        string[] missing = [.. ReferenceCase.All.Where(c => table[c.Library, c.Id, c.Network] is null).Select(c => c.Name)];
        Assert.True(
            missing.Length == 0,
            $"docs/deviations.md has no numbers of {string.Join(", ", missing)}. It tells on top how the tests write it."
        );
        Assert.Empty(ReferenceCase.Known.Where(c => !c.IsOurs && table[c.Library, c.Id, c.Network] is not null).Select(c => c.Name));
    }

    [Fact]
    public void Nothing_in_the_table_is_above_a_millionth_in_float64()
    {
        Assert.SkipWhen(
            Environment.GetEnvironmentVariable("WHITEBOXLAB_WRITE_DEVIATIONS") is { Length: > 0 },
            "The table is being written."
        );
        DeviationTable table = DeviationTable.Read();

        Assert.All(ReferenceCase.All, c =>
            Assert.True(
                double.Parse((table[c.Library, c.Id, c.Network] ?? "1").Split(" / ")[0], System.Globalization.CultureInfo.InvariantCulture)
                    <= 1e-6,
                c.Name
            )
        );
    }

    [Fact]
    public void Above_four_digits_in_float32_the_table_tells_how_well_the_map_is_defined_there()
    {
        Assert.SkipWhen(
            Environment.GetEnvironmentVariable("WHITEBOXLAB_WRITE_DEVIATIONS") is { Length: > 0 },
            "The table is being written."
        );
        DeviationTable table = DeviationTable.Read();

        Assert.NotEmpty(table.Above);
        Assert.All(table.Above, a => Assert.True(a.Float32 <= Float32Limits.Margin * a.Uncertainty, $"{a.Network}/{a.Library}/{a.Id}"));
        Assert.All(ReferenceCase.All, c =>
            Assert.Equal(
                table.Above.Any(a => (a.Library, a.Id, a.Network) == (DeviationTable.Of(c.Library), c.Id, c.Network)),
                table[c.Library, c.Id, c.Network]!.Contains('(', StringComparison.Ordinal)
            )
        );
    }

    private static string CellOf(ReferenceCase reference)
    {
        double single = reference.Deviation(torch.float32);
        return DeviationTable.Cell(
            reference.Deviation(torch.float64),
            single,
            single > Float32Limits.Usual ? Float32Limits.Uncertainty(reference) : null
        );
    }

    private static void Write(string[] networks)
    {
        DeviationTable table = DeviationTable.Read();
        Array.ForEach(networks, table.Clear);
        foreach (ReferenceCase reference in ReferenceCase.All.Where(c => networks.Contains(c.Network) || networks.Contains(c.Method)))
            table[reference.Library, reference.Id, reference.Network] = CellOf(reference);
        table.Write(LeftOut.All.Select(l => (l, ReferenceCase.Known.Count(l.Holds))));
    }
}
