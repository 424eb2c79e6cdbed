using TorchSharp;
using Xunit;

namespace WhiteBoxLab.Tests;

public sealed class NetworkArchitectureTests
{
    private static readonly ResNetArchitecture Narrow = ResNetArchitecture.ResNet18 with
    {
        Name = "resnet18-narrow",
        Widths = [8, 16, 32, 64],
        Stem = 8,
        Classes = 10,
    };
    private static readonly MobileNetV2Architecture Quarter = MobileNetV2Architecture.MobileNetV2 with
    {
        Name = "mobilenet-v2-025",
        WidthMultiplier = 0.25,
        Classes = 10,
    };

    public static TheoryData<NetworkArchitecture, long> Counts =>
        new()
        {
            { ResNetArchitecture.ResNet18, 11_689_512 },
            { ResNetArchitecture.ResNet34, 21_797_672 },
            { ResNetArchitecture.ResNet50, 25_557_032 },
            { ResNetArchitecture.ResNet101, 44_549_160 },
            { ResNetArchitecture.ResNet152, 60_192_808 },
            { ResNetArchitecture.ResNeXt50, 25_028_904 },
            { ResNetArchitecture.WideResNet50, 68_883_240 },
            { VggArchitecture.Vgg11, 132_863_336 },
            { VggArchitecture.Vgg13, 133_047_848 },
            { VggArchitecture.Vgg16, 138_357_544 },
            { VggArchitecture.Vgg19, 143_667_240 },
            { VggArchitecture.Vgg16 with { Name = "vgg16_bn", BatchNorm = true }, 138_365_992 },
            { MobileNetV2Architecture.MobileNetV2, 3_504_872 },
            { DenseNetArchitecture.DenseNet121, 7_978_856 },
            { DenseNetArchitecture.DenseNet161, 28_681_000 },
            { DenseNetArchitecture.DenseNet169, 14_149_480 },
            { DenseNetArchitecture.DenseNet201, 20_013_928 },
        };

    [Theory]
    [MemberData(nameof(Counts))]
    public void A_shape_has_as_many_parameters_as_torchvisions(NetworkArchitecture shape, long count)
    {
        using Network network = Unfilled(shape);

        Assert.Equal(count, network.Layers.SelectMany(l => l.Weights).Where(w => w.Name is "weight" or "bias").Sum(w => w.Tensor.numel()));
        Assert.Equal(1000, network.Classes);
    }

    [Theory]
    [InlineData("resnet18-narrow", "input-2x3x64x64")]
    [InlineData("mobilenet-v2-025", "input-2x3x96x96")]
    public void Weights_under_torchvisions_names_give_torchvisions_scores(string id, string input)
    {
        using Safetensors weights = Safetensors.Open(TestData.At($"state-dicts/{id}.safetensors"));
        using Safetensors reference = Safetensors.Open(TestData.At("state-dicts/state-dicts.safetensors"));
        using torch.Tensor photos = reference.Tensor(input),
            expected = reference.Tensor($"{id}/torch_float64");
        NetworkArchitecture shape = id == Narrow.Name ? Narrow : Quarter;

        using Network single = shape.Build(weights, (int)photos.shape[2], (int)photos.shape[3]);
        using Network network = single.To(torch.float64);
        using torch.Tensor scores = network.Scores(photos.to(torch.float64)),
            singleScores = single.Scores(photos.to(torch.float32));

        Assert.True(Error(expected, scores) < 1e-9, $"{Error(expected, scores):e1} in float64");
        Assert.True(Error(expected, singleScores) < 1e-4, $"{Error(expected, singleScores):e1} in float32");
    }

    [Theory]
    [InlineData("resnet18-narrow")]
    [InlineData("mobilenet-v2-025")]
    public void Every_tensor_of_a_state_dictionary_has_its_place(string id)
    {
        using Safetensors weights = Safetensors.Open(TestData.At($"state-dicts/{id}.safetensors"));
        NetworkArchitecture shape = id == Narrow.Name ? Narrow : Quarter;

        using Network network = shape.Build(weights, 64, 64);

        IEnumerable<string> ours = network.Layers.SelectMany(l => l.Weights.Select(w => $"{l.Name}.{w.Name}"));
        Assert.Equal(weights.Names.Where(n => !n.EndsWith("num_batches_tracked", StringComparison.Ordinal)).Order(), ours.Order());
    }

    [Fact]
    public void The_names_of_the_other_families_are_torchvisions()
    {
        using Network dense = Unfilled(DenseNetArchitecture.DenseNet121),
            vgg = Unfilled(VggArchitecture.Vgg16),
            deep = Unfilled(ResNetArchitecture.ResNet50);

        Assert.Equal(
            ["features.relu5", "features.29", "layer4.2.relu3"],
            new[] { dense.DefaultLayer, vgg.DefaultLayer, deep.DefaultLayer }
        );
        Assert.Equal([128, 992, 1, 1], Shapes(dense, "features.denseblock4.denselayer16.conv1.weight").Single());
        Assert.Equal([1024], Shapes(dense, "features.norm5.running_var").Single());
        Assert.Equal([4096, 25088], Shapes(vgg, "classifier.0.weight").Single());
        Assert.Equal([512, 512, 3, 3], Shapes(vgg, "features.28.weight").Single());
        Assert.Equal([2048, 1024, 1, 1], Shapes(deep, "layer4.0.downsample.0.weight").Single());
        Assert.Equal([7, 7], vgg.ShapeOf("features.30").Skip(1));
    }

    [Fact]
    public void Random_weights_give_finite_scores_that_depend_on_the_photo()
    {
        DenseNetArchitecture small = new()
        {
            Name = "small",
            Blocks = [2, 2],
            Growth = 8,
            Stem = 16,
            Classes = 5,
        };
        VggArchitecture plain = new()
        {
            Name = "plain",
            Stages =
            [
                [8],
                [16],
            ],
            Hidden = 32,
            BatchNorm = true,
            Classes = 5,
        };
        foreach (NetworkArchitecture shape in new NetworkArchitecture[] { small, plain, Narrow, Quarter })
        {
            using Network network = shape.Build(seed: 7, 64, 64);
            using torch.Tensor photos = torch.rand([2, 3, 64, 64], generator: new torch.Generator(1));
            using torch.Tensor scores = network.Scores(photos);

            Assert.True(scores.isfinite().all().item<bool>());
            Assert.True((scores[0] - scores[1]).abs().max().item<float>() > 1e-4);
        }
    }

    [Fact]
    public void Weights_of_another_shape_are_refused_by_name()
    {
        using Safetensors weights = Safetensors.Open(TestData.At("state-dicts/resnet18-narrow.safetensors"));

        NetworkException missing = Assert.Throws<NetworkException>(() => (Narrow with { Blocks = [2, 2, 2, 3] }).Build(weights));
        NetworkException other = Assert.Throws<NetworkException>(() => (Narrow with { Classes = 11 }).Build(weights));

        Assert.Equal("'resnet18-narrow.safetensors' has no tensor 'layer4.2.conv1.weight' of shape [64, 64, 3, 3].", missing.Message);
        Assert.Equal(
            "The tensor 'fc.weight' of 'resnet18-narrow.safetensors' has the shape [10, 64]; its layer needs [11, 64].",
            other.Message
        );
    }

    /// <summary>Of the shape alone: memory that nobody touches costs nothing.</summary>
    private static Network Unfilled(NetworkArchitecture shape) =>
        shape.Build(new NetworkBuilder(shape.Name, [3, 224, 224], (_, size) => torch.empty(size)), null);

    private static IEnumerable<long[]> Shapes(Network network, params string[] keys) =>
        keys.Select(k =>
            network.Layers.SelectMany(l => l.Weights.Select(w => ($"{l.Name}.{w.Name}", w.Tensor))).Single(w => w.Item1 == k).Tensor.shape
        );

    private static double Error(torch.Tensor expected, torch.Tensor actual) =>
        ((actual.to(torch.float64) - expected).norm() / expected.norm()).item<double>();
}
