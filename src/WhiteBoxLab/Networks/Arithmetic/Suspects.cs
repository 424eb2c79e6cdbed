using System.Globalization;

namespace WhiteBoxLab;

/// <summary>
/// Convolutions that libtorch 2.10 computes wrong on some processors, all of sizes that end no process. 1 x 1 kernels are among them:
/// networks take those as products of matrices, own code may not.
/// </summary>
internal static class Suspects
{
    private static readonly (long Inputs, long Outputs, long Size, long Kernel, long Stride, bool IsLast)[] Sizes =
    [
        (144, 40, 28, 1, 1, true),
        (240, 40, 28, 1, 1, true),
        (672, 112, 14, 1, 1, true),
        (128, 512, 28, 1, 1, true),
        (256, 512, 14, 1, 2, true), // EfficientNet-Lite0, ResNet-50, ResNet-18
        (24, 64, 14, 5, 1, false),
        (20, 32, 28, 5, 1, false),
        (40, 16, 28, 3, 1, false),
    ];

    /// <summary>Their calls.</summary>
    internal static IEnumerable<string> Of(int threads) =>
        Sizes.Select(s =>
        {
            string layout = s.IsLast ? ":last" : "";
            return string.Create(
                CultureInfo.InvariantCulture,
                $"conv2d 1x{s.Inputs}x{s.Size}x{s.Size}{layout} {s.Outputs}x{s.Inputs}x{s.Kernel}x{s.Kernel} / {s.Stride} "
                    + $"{s.Stride} {s.Kernel / 2} {s.Kernel / 2} 1 1 1 0 0 / Float32 {threads}"
            );
        });
}
