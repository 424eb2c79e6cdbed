namespace WhiteBoxLab;

/// <summary>Inverted residuals: widen, filter each channel by itself, narrow again; ReLU6 throughout.</summary>
/// <remarks>Sandler et al. 2018, "MobileNetV2", table 2.</remarks>
public sealed record MobileNetV2Architecture : NetworkArchitecture
{
    private static readonly (int Expansion, int Channels, int Repeats, int Stride)[] Table =
    [
        (1, 16, 1, 1),
        (6, 24, 2, 2),
        (6, 32, 3, 2),
        (6, 64, 4, 2),
        (6, 96, 3, 1),
        (6, 160, 3, 2),
        (6, 320, 1, 1),
    ];

    /// <summary>All channels are multiplied by this and rounded to multiples of 8; above 0. Defaults to 1.</summary>
    public double WidthMultiplier { get; init; } = 1;

    /// <summary>MobileNetV2: 3.5 million weights.</summary>
    public static MobileNetV2Architecture MobileNetV2 { get; } = new() { Name = "mobilenet_v2" };

    internal override string Features(NetworkBuilder b)
    {
        int next = 0;
        Convolved(b, $"features.{next++}", Divisible(32 * WidthMultiplier), kernel: 3, stride: 2);
        foreach ((int expansion, int channels, int repeats, int stride) in Table)
        {
            for (int i = 0; i < repeats; i++)
                Block(b, $"features.{next++}", expansion, Divisible(channels * WidthMultiplier), i == 0 ? stride : 1);
        }
        return Convolved(b, $"features.{next}", Divisible(1280 * Math.Max(1, WidthMultiplier)), kernel: 1);
    }

    internal override void Head(NetworkBuilder b)
    {
        b.GlobalPool("avgpool");
        b.Flatten("flatten");
        b.Line(new Dropout("classifier.0", b.Last));
        b.Linear("classifier.1", Classes);
    }

    private static void Block(NetworkBuilder b, string name, int expansion, int channels, int stride)
    {
        string input = b.Last;
        int inputs = (int)b.ShapeOf(input)[0];
        int inner = inputs * expansion,
            next = 0;
        if (expansion != 1)
            Convolved(b, $"{name}.conv.{next++}", inner, kernel: 1);
        Convolved(b, $"{name}.conv.{next++}", inner, kernel: 3, stride, groups: inner);
        b.Conv($"{name}.conv.{next++}", channels, kernel: 1, bias: false);
        string last = b.BatchNorm($"{name}.conv.{next}");
        if (stride == 1 && inputs == channels)
            b.Add($"{name}.add", input, last);
    }

    private static string Convolved(NetworkBuilder b, string name, int channels, int kernel, int stride = 1, int groups = 1)
    {
        b.Conv($"{name}.0", channels, kernel, stride, padding: (kernel - 1) / 2, groups: groups, bias: false);
        b.BatchNorm($"{name}.1");
        return b.Relu6($"{name}.2");
    }

    /// <summary>The nearest multiple of 8 that is not more than a tenth below.</summary>
    private static int Divisible(double channels)
    {
        int rounded = Math.Max(8, (int)(channels + 4) / 8 * 8);
        return rounded < 0.9 * channels ? rounded + 8 : rounded;
    }
}
