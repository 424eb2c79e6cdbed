namespace WhiteBoxLab.Benchmark;

/// <summary>
/// What peers need, in plain PyTorch forwards of the same picture (batch 1, 224 x 224, two cores), measured once with PyTorch 2.13, Captum
/// 0.9, Zennit 1.0 and pytorch-grad-cam of 2026; and what we want.
/// </summary>
/// <param name="Rows">Our rows; the slowest of them counts.</param>
/// <param name="What">What is compared.</param>
/// <param name="Lite">The peer on EfficientNet-Lite0, or empty.</param>
/// <param name="ResNet">The peer on the ResNet-18 shape, or empty.</param>
/// <param name="Wanted">At most so many of our own plain passes, on the one and on the other.</param>
internal sealed record Peer(string[] Rows, string What, string Lite, string ResNet, (double Lite, double ResNet) Wanted)
{
    internal static IReadOnlyList<Peer> All { get; } =
    [
        new(["a forward"], "a forward", "PyTorch 1", "PyTorch 1", (0.75, 0.9)),
        new(
            [
                "grad-cam",
                "grad-cam-plus-plus",
                "xgrad-cam",
                "hires-cam",
                "layer-cam",
                "grad-cam-element-wise",
                "eigen-cam",
                "eigen-grad-cam",
                "finer-cam",
                "cam",
                "fem",
            ],
            "Grad-CAM and each CAM at the last layer",
            "pytorch-grad-cam 3.2 to 4.1, Captum 1.06",
            "pytorch-grad-cam 1.6 to 3.0, Captum 1.06",
            (0.85, 1.0)
        ),
        new(["eight CAMs together"], "eight CAMs together", "eight times that", "eight times that", (1.3, 1.3)),
        new(["lrp-epsilon-plus"], "LRP epsilon-plus", "Zennit 9.0", "Zennit 7.7", (3.0, 3.0)),
        new(["lrp-epsilon-alpha2-beta1"], "LRP epsilon-alpha2-beta1", "Zennit 15", "Zennit 12", (3.9, 4.0)),
        new(["lrp-epsilon-gamma-box"], "LRP epsilon-gamma-box", "Zennit 19", "Zennit 14", (4.0, 3.9)),
        new(
            ["saliency", "input-x-gradient", "guided-backprop"],
            "saliency, input x gradient, guided backprop",
            "PyTorch 2.2",
            "PyTorch 2.1",
            (1.7, 1.9)
        ),
        new(["deep-lift"], "DeepLIFT rescale", "Captum ignores ReLU6", "Captum 4.7", (3.5, 3.5)),
        new(["full-grad"], "FullGrad", "pytorch-grad-cam 103", "pytorch-grad-cam 21", (4, 4)),
        new(
            ["eight concept maps at one layer"],
            "eight concept maps at one layer, LRP included",
            "zennit-crp 68 (one thread)",
            "zennit-crp 54 (one thread)",
            (13, 9)
        ),
        new(
            ["adjoint sweep after one LRP"],
            "which channels of all layers and which classes rest on a region, after one LRP",
            "zennit-crp 5700 (extrapolated)",
            "zennit-crp 1700 (extrapolated)",
            (1.6, 1.6)
        ),
    ];
}
