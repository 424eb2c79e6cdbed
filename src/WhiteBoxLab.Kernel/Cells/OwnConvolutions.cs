using System.Text.RegularExpressions;

namespace WhiteBoxLab.Kernel.Cells;

/// <summary>
/// Code in a cell that calls libtorch's convolutions by itself, on a machine where they are wrong: we compute ours in another way, theirs
/// we can only speak of.
/// </summary>
internal static partial class OwnConvolutions
{
    /// <summary>A line for the cell's author, or null where there is nothing to say.</summary>
    /// <param name="code">The cell's C#.</param>
    public static string? Warning(string code)
    {
        if (!Called().IsMatch(code))
            return null;
        IReadOnlyList<Verdict> suspects = Machine.Probe();
        int wrong = suspects.Count(suspect => suspect.Way != Way.Direct);
        return wrong == 0
            ? null
            : $"libtorch computes {wrong} of {suspects.Count} convolutions that were tried wrong on this processor, without a "
                + $"word. Explainers go around that; for convolutions of your own, start the lab with ONEDNN_MAX_CPU_ISA=AVX2, or "
                + $"compute in float64.\n";
    }

    [GeneratedRegex(@"\bconv(_transpose)?[123]d\b|\bConv(Transpose)?[123]d\b|\bconvolution\b")]
    private static partial Regex Called();
}
