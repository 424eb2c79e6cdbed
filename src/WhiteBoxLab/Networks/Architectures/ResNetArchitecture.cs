namespace WhiteBoxLab;

/// <summary>Residual networks: each block adds to what it is given.</summary>
/// <remarks>
/// He et al. 2015, "Deep residual learning", table 1; ResNeXt: Xie et al. 2016; wide: Zagoruyko and Komodakis 2016. As torchvision: the
/// stride of a bottleneck lies in its 3 x 3 convolution.
/// </remarks>
public sealed record ResNetArchitecture : NetworkArchitecture
{
    private const int Expansion = 4;

    /// <summary>Blocks in each of the stages.</summary>
    public required IReadOnlyList<int> Blocks { get; init; }

    /// <summary>Channels of the stages, before a bottleneck's factor of 4. Defaults to 64, 128, 256, 512.</summary>
    public IReadOnlyList<int> Widths { get; init; } = [64, 128, 256, 512];

    /// <summary>Channels of the first convolution. Defaults to 64.</summary>
    public int Stem { get; init; } = 64;

    /// <summary>Whether blocks are 1 x 1, 3 x 3, 1 x 1 instead of twice 3 x 3. Defaults to no.</summary>
    public bool Bottleneck { get; init; }

    /// <summary>Groups of a bottleneck's 3 x 3 convolution. Defaults to 1.</summary>
    public int Groups { get; init; } = 1;

    /// <summary>Channels of a group where a stage has 64. Defaults to 64.</summary>
    public int WidthPerGroup { get; init; } = 64;

    /// <summary>ResNet-18: 11.7 million weights.</summary>
    public static ResNetArchitecture ResNet18 { get; } = new() { Name = "resnet18", Blocks = [2, 2, 2, 2] };

    /// <summary>ResNet-34: 21.8 million weights.</summary>
    public static ResNetArchitecture ResNet34 { get; } = new() { Name = "resnet34", Blocks = [3, 4, 6, 3] };

    /// <summary>ResNet-50: 25.6 million weights.</summary>
    public static ResNetArchitecture ResNet50 { get; } =
        new()
        {
            Name = "resnet50",
            Blocks = [3, 4, 6, 3],
            Bottleneck = true,
        };

    /// <summary>ResNet-101: 44.5 million weights.</summary>
    public static ResNetArchitecture ResNet101 { get; } = ResNet50 with { Name = "resnet101", Blocks = [3, 4, 23, 3] };

    /// <summary>ResNet-152: 60.2 million weights.</summary>
    public static ResNetArchitecture ResNet152 { get; } = ResNet50 with { Name = "resnet152", Blocks = [3, 8, 36, 3] };

    /// <summary>ResNeXt-50 of 32 groups of 4 channels: 25 million weights.</summary>
    public static ResNetArchitecture ResNeXt50 { get; } = ResNet50 with { Name = "resnext50_32x4d", Groups = 32, WidthPerGroup = 4 };

    /// <summary>Wide ResNet-50 of twice the inner channels: 68.9 million weights.</summary>
    public static ResNetArchitecture WideResNet50 { get; } = ResNet50 with { Name = "wide_resnet50_2", WidthPerGroup = 128 };

    internal override string Features(NetworkBuilder b)
    {
        b.Conv("conv1", Stem, kernel: 7, stride: 2, padding: 3, bias: false);
        b.BatchNorm("bn1");
        b.Relu("relu");
        b.MaxPool("maxpool", kernel: 3, stride: 2, padding: 1);
        for (int stage = 0; stage < Blocks.Count; stage++)
        {
            for (int i = 0; i < Blocks[stage]; i++)
                Block(b, $"layer{stage + 1}.{i}", Widths[stage], stride: i == 0 && stage > 0 ? 2 : 1);
        }
        return b.Last;
    }

    internal override void Head(NetworkBuilder b)
    {
        b.GlobalPool("avgpool");
        b.Flatten("flatten");
        b.Linear("fc", Classes);
    }

    private void Block(NetworkBuilder b, string name, int width, int stride)
    {
        string input = b.Last;
        int output = Bottleneck ? Expansion * width : width;
        string last = Bottleneck ? Narrowed(b, name, width, stride, output) : Plain(b, name, width, stride);
        string shortcut = input;
        if (stride > 1 || b.ShapeOf(input)[0] != output)
        {
            b.Conv($"{name}.downsample.0", output, kernel: 1, stride: stride, bias: false, from: input);
            shortcut = b.BatchNorm($"{name}.downsample.1");
        }
        b.Add($"{name}.add", last, shortcut);
        b.Relu(Bottleneck ? $"{name}.relu3" : $"{name}.relu2");
    }

    private static string Plain(NetworkBuilder b, string name, int width, int stride)
    {
        b.Conv($"{name}.conv1", width, kernel: 3, stride: stride, padding: 1, bias: false);
        b.BatchNorm($"{name}.bn1");
        b.Relu($"{name}.relu1");
        b.Conv($"{name}.conv2", width, kernel: 3, padding: 1, bias: false);
        return b.BatchNorm($"{name}.bn2");
    }

    private string Narrowed(NetworkBuilder b, string name, int width, int stride, int output)
    {
        int inner = width * WidthPerGroup / 64 * Groups;
        b.Conv($"{name}.conv1", inner, kernel: 1, bias: false);
        b.BatchNorm($"{name}.bn1");
        b.Relu($"{name}.relu1");
        b.Conv($"{name}.conv2", inner, kernel: 3, stride: stride, padding: 1, groups: Groups, bias: false);
        b.BatchNorm($"{name}.bn2");
        b.Relu($"{name}.relu2");
        b.Conv($"{name}.conv3", output, kernel: 1, bias: false);
        return b.BatchNorm($"{name}.bn3");
    }
}
