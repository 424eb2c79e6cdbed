using System.Globalization;
using TorchSharp;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Displays;

/// <summary>Shows a tensor by its shape, type, device and range; a small one with its values.</summary>
internal sealed class TensorFormatter : DisplayFormatter
{
    private const long MostValues = 64,
        MostToSearch = 50_000_000;

    public override int Rank => 20;

    public override Display? Show(object value, DisplayMaker displays, string? valueId) =>
        value is torch.Tensor tensor
            ? new Display([
                .. Histogram.Of(tensor, Line) is { } svg ? new[] { new FormattedValue("image/svg+xml", svg) } : [],
                new FormattedValue("text/plain", Text(tensor)),
            ])
            : null;

    /// <summary>Such as <c>Tensor [1, 3, 224, 224], float32, cpu, -2.1 to 2.6</c>.</summary>
    public static string Line(torch.Tensor tensor) =>
        tensor.IsInvalid
            ? "Tensor (disposed)"
            : $"Tensor [{string.Join(", ", tensor.shape)}], {tensor.dtype.ToString().ToLowerInvariant()}, {tensor.device}{Range(tensor)}";

    private static string Text(torch.Tensor tensor) =>
        !tensor.IsInvalid && tensor.numel() is > 0 and <= MostValues
            ? $"{Line(tensor)}\n{tensor.ToString(TensorStringStyle.Numpy, cultureInfo: CultureInfo.InvariantCulture)}"
            : Line(tensor);

    private static string Range(torch.Tensor tensor)
    {
        if (tensor.numel() is 0 or > MostToSearch || tensor.is_complex() || !tensor.is_floating_point() && !tensor.is_integral())
            return "";
        using DisposeScope scope = torch.NewDisposeScope();
        torch.Tensor numbers = tensor.detach(),
            low = numbers.min().to(torch.float64),
            high = numbers.max().to(torch.float64);
        return string.Create(CultureInfo.InvariantCulture, $", {low.item<double>():G5} to {high.item<double>():G5}");
    }
}
