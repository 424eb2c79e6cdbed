using System.Globalization;
using TorchSharp;

namespace WhiteBoxLab.Kernel.Displays;

/// <summary>The distribution of a tensor's values as a picture.</summary>
internal static class Histogram
{
    private const long Fewest = 65,
        Most = 5_000_000;
    private const int Bins = 40;

    /// <summary>
    /// An SVG with a bar for each stretch of values; null for a tensor that has too few or too many values, or none that are numbers.
    /// </summary>
    public static string? Of(torch.Tensor tensor, Func<torch.Tensor, string> title)
    {
        if (
            tensor.IsInvalid
            || tensor.numel() is < Fewest or > Most
            || tensor.is_complex()
            || !tensor.is_floating_point() && !tensor.is_integral()
        )
            return null;
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Tensor all = tensor.detach().cpu().to(torch.float32).flatten(),
            finite = all[all.isfinite()];
        if (finite.numel() == 0)
            return null;
        double low = finite.min().item<float>(),
            high = finite.max().item<float>();
        double width = high > low ? high - low : 1;
        double[] counts = new double[Bins];
        foreach (float value in finite.data<float>().ToArray())
            counts[Math.Clamp((int)((value - low) / width * Bins), 0, Bins - 1)]++;
        double[] edges = [.. Enumerable.Range(0, Bins).Select(bin => low + ((bin + 0.5) * width / Bins))];
        long left = all.numel() - finite.numel();
        string remark = left == 0 ? "" : string.Create(CultureInfo.InvariantCulture, $" ({left:N0} not finite)");
        return Plot.Bar(edges, counts).Titled(title(tensor) + remark).ToSvg();
    }
}
