namespace WhiteBoxLab;

/// <summary>Dense blocks: each layer reads all layers before it, laid side by side.</summary>
/// <remarks>
/// Huang et al. 2016, "Densely connected convolutional networks", table 1. Batch normalisation comes before ReLU and convolution.
/// </remarks>
public sealed record DenseNetArchitecture : NetworkArchitecture
{
    /// <summary>Layers in each of the blocks.</summary>
    public required IReadOnlyList<int> Blocks { get; init; }

    /// <summary>Channels that each layer adds. Defaults to 32.</summary>
    public int Growth { get; init; } = 32;

    /// <summary>Channels of the first convolution. Defaults to 64.</summary>
    public int Stem { get; init; } = 64;

    /// <summary>Inner channels of a layer, in growths. Defaults to 4.</summary>
    public int Inner { get; init; } = 4;

    /// <summary>DenseNet-121: 8 million weights.</summary>
    public static DenseNetArchitecture DenseNet121 { get; } = new() { Name = "densenet121", Blocks = [6, 12, 24, 16] };

    /// <summary>DenseNet-161: 28.7 million weights.</summary>
    public static DenseNetArchitecture DenseNet161 { get; } =
        new()
        {
            Name = "densenet161",
            Blocks = [6, 12, 36, 24],
            Growth = 48,
            Stem = 96,
        };

    /// <summary>DenseNet-169: 14.1 million weights.</summary>
    public static DenseNetArchitecture DenseNet169 { get; } = new() { Name = "densenet169", Blocks = [6, 12, 32, 32] };

    /// <summary>DenseNet-201: 20 million weights.</summary>
    public static DenseNetArchitecture DenseNet201 { get; } = new() { Name = "densenet201", Blocks = [6, 12, 48, 32] };

    internal override string Features(NetworkBuilder b)
    {
        b.Conv("features.conv0", Stem, kernel: 7, stride: 2, padding: 3, bias: false);
        b.BatchNorm("features.norm0");
        b.Relu("features.relu0");
        b.MaxPool("features.pool0", kernel: 3, stride: 2, padding: 1);
        for (int block = 1; block <= Blocks.Count; block++)
        {
            for (int layer = 1; layer <= Blocks[block - 1]; layer++)
                Layer(b, $"features.denseblock{block}.denselayer{layer}");
            if (block < Blocks.Count)
                Transition(b, $"features.transition{block}");
        }
        b.BatchNorm($"features.norm{Blocks.Count + 1}");
        return b.Relu($"features.relu{Blocks.Count + 1}");
    }

    internal override void Head(NetworkBuilder b)
    {
        b.GlobalPool("avgpool");
        b.Flatten("flatten");
        b.Linear("classifier", Classes);
    }

    private void Layer(NetworkBuilder b, string name)
    {
        string input = b.Last;
        b.BatchNorm($"{name}.norm1");
        b.Relu($"{name}.relu1");
        b.Conv($"{name}.conv1", Inner * Growth, kernel: 1, bias: false);
        b.BatchNorm($"{name}.norm2");
        b.Relu($"{name}.relu2");
        b.Conv($"{name}.conv2", Growth, kernel: 3, padding: 1, bias: false);
        b.Concat($"{name}.concat", input, b.Last);
    }

    private static void Transition(NetworkBuilder b, string name)
    {
        long channels = b.ShapeOf(b.Last)[0];
        b.BatchNorm($"{name}.norm");
        b.Relu($"{name}.relu");
        b.Conv($"{name}.conv", channels / 2, kernel: 1, bias: false);
        b.AveragePool($"{name}.pool", kernel: 2);
    }
}
