namespace WhiteBoxLab;

/// <summary>Plain stacks of 3 x 3 convolutions with max pooling between, and three linear layers.</summary>
/// <remarks>
/// Simonyan and Zisserman 2014, "Very deep convolutional networks", table 1. As torchvision: the features are averaged to 7 x 7 before the
/// linear layers.
/// </remarks>
public sealed record VggArchitecture : NetworkArchitecture
{
    /// <summary>Channels of the convolutions, stage by stage; each stage ends in max pooling.</summary>
    public required IReadOnlyList<IReadOnlyList<int>> Stages { get; init; }

    /// <summary>Whether batch normalisation follows each convolution. Defaults to no.</summary>
    public bool BatchNorm { get; init; }

    /// <summary>Features of the two hidden linear layers. Defaults to 4096.</summary>
    public int Hidden { get; init; } = 4096;

    /// <summary>VGG-11: 132.9 million weights.</summary>
    public static VggArchitecture Vgg11 { get; } =
        new()
        {
            Name = "vgg11",
            Stages =
            [
                [64],
                [128],
                [256, 256],
                [512, 512],
                [512, 512],
            ],
        };

    /// <summary>VGG-13: 133 million weights.</summary>
    public static VggArchitecture Vgg13 { get; } =
        new()
        {
            Name = "vgg13",
            Stages =
            [
                [64, 64],
                [128, 128],
                [256, 256],
                [512, 512],
                [512, 512],
            ],
        };

    /// <summary>VGG-16: 138.4 million weights.</summary>
    public static VggArchitecture Vgg16 { get; } =
        new()
        {
            Name = "vgg16",
            Stages =
            [
                [64, 64],
                [128, 128],
                [256, 256, 256],
                [512, 512, 512],
                [512, 512, 512],
            ],
        };

    /// <summary>VGG-19: 143.7 million weights.</summary>
    public static VggArchitecture Vgg19 { get; } =
        new()
        {
            Name = "vgg19",
            Stages =
            [
                [64, 64],
                [128, 128],
                [256, 256, 256, 256],
                [512, 512, 512, 512],
                [512, 512, 512, 512],
            ],
        };

    internal override string Features(NetworkBuilder b)
    {
        int next = 0;
        string last = "input";
        foreach (int[] stage in Stages.Select(s => s.ToArray()))
        {
            foreach (int channels in stage)
            {
                b.Conv($"features.{next++}", channels, kernel: 3, padding: 1);
                if (BatchNorm)
                    b.BatchNorm($"features.{next++}");
                last = b.Relu($"features.{next++}");
            }
            b.MaxPool($"features.{next++}", kernel: 2);
        }
        return last;
    }

    internal override void Head(NetworkBuilder b)
    {
        b.Line(new AdaptiveAveragePool("avgpool", b.Last, 7));
        b.Flatten("flatten");
        b.Linear("classifier.0", Hidden);
        b.Relu("classifier.1");
        b.Line(new Dropout("classifier.2", b.Last));
        b.Linear("classifier.3", Hidden);
        b.Relu("classifier.4");
        b.Line(new Dropout("classifier.5", b.Last));
        b.Linear("classifier.6", Classes);
    }
}
