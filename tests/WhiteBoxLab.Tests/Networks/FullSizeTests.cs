using System.Globalization;
using TorchSharp;
using Xunit;

namespace WhiteBoxLab.Tests;

/// <summary>
/// Networks of the sizes that people bring, where the reference networks are small: libtorch chooses other code for them. Weights and photo
/// come from a seed.
/// </summary>
public sealed class FullSizeTests
{
    private const double Close = 1e-4;

    private static readonly Dictionary<string, Func<Network>> Networks = new(StringComparer.Ordinal)
    {
        ["resnet18"] = () => ResNetArchitecture.ResNet18.Build(seed: 1),
        ["resnet50"] = () => ResNetArchitecture.ResNet50.Build(seed: 1),
        ["densenet121"] = () => DenseNetArchitecture.DenseNet121.Build(seed: 1),
        ["vgg16"] = () => VggArchitecture.Vgg16.Build(seed: 1),
        ["mobilenet_v2"] = () => MobileNetV2Architecture.MobileNetV2.Build(seed: 1),
        ["efficientnet-lite0"] = Network.EfficientNetLite0,
        ["odd-channels"] = Odd,
    };

    /// <summary>
    /// How well a map is defined by numbers that are rounded to float32, where that is worse than 1e-4: gates within rounding of their
    /// edge, denominators near zero. Printed by the tests' program when it is run as <c>WhiteBoxLab.Tests limits</c>.
    /// </summary>
    private static readonly Dictionary<(string Network, string Method), double> Limits = new()
    {
        [("resnet18", "integrated-gradients")] = 1.1e-2,
        [("resnet18", "saliency")] = 1.2e-2,
        [("resnet50", "integrated-gradients")] = 1.5e-2,
        [("resnet50", "saliency")] = 1.3e-2,
        [("densenet121", "lrp-epsilon-plus")] = 2.4e-3,
        [("densenet121", "integrated-gradients")] = 2.6e-3,
        [("densenet121", "saliency")] = 2.3e-3,
        [("vgg16", "lrp-epsilon-plus")] = 4.4e-3,
        [("vgg16", "integrated-gradients")] = 3.9e-2,
        [("vgg16", "saliency")] = 5.2e-2,
        [("mobilenet_v2", "integrated-gradients")] = 4.0e-2,
        [("mobilenet_v2", "saliency")] = 2.9e-2,
        [("efficientnet-lite0", "integrated-gradients")] = 2.8e-2,
        [("efficientnet-lite0", "saliency")] = 9.8e-3,
        [("odd-channels", "saliency")] = 3.9e-2,
    };

    public static TheoryData<string> Names => [.. Networks.Keys];

    private static readonly Explainer[] Methods = [new GradCam(), new LrpEpsilonPlus(), new IntegratedGradients(steps: 1), new Saliency()];

    [Theory, MemberData(nameof(Names))]
    public void Float32_gives_what_float64_gives_for_one_photo_and_for_eight(string name)
    {
        using Network network = Networks[name](),
            exact = network.To(torch.float64);
        using torch.Tensor photo = Photo(),
            photo64 = photo.to(torch.float64),
            eight = photo.expand(8, -1, -1, -1).contiguous();
        using torch.Tensor right = exact.Scores(photo64);
        Target target = Target.Class((int)right[0].argmax().item<long>());

        foreach (torch.Tensor input in (torch.Tensor[])[photo, eight])
        {
            using torch.Tensor scores = network.Scores(input);
            AssertEach(right, scores, Close, $"{name}, scores of {input.shape[0]}");
        }
        foreach (Explainer method in Methods)
        {
            using Attribution expected = method.Explain(exact, photo64, target);
            foreach (torch.Tensor input in (torch.Tensor[])[photo, eight])
            {
                using Attribution map = method.Explain(network, input, target);
                AssertEach(
                    expected.Values,
                    map.Values,
                    Math.Max(Close, Limits.GetValueOrDefault((name, method.Card.Id))),
                    $"{name}, {method.Card.Id} of {input.shape[0]}"
                );
            }
        }
    }

    /// <summary>
    /// Prints what <see cref="Limits"/> should hold: four times what a rounding of all weights moves the exact map, of three draws.
    /// </summary>
    internal static void PrintLimits()
    {
        foreach (string name in Networks.Keys)
        {
            using Network network = Networks[name](),
                exact = network.To(torch.float64);
            using torch.Tensor photo = Photo().to(torch.float64),
                right = exact.Scores(photo);
            Target target = Target.Class((int)right[0].argmax().item<long>());
            foreach (Explainer method in Methods)
            {
                using Attribution expected = method.Explain(exact, photo, target);
                double limit =
                    Float32Limits.Margin
                    * ((int[])[1, 2, 3]).Max(draw =>
                        Movement(
                            network,
                            draw,
                            name == "vgg16" ? 512 * 7 * 7 : 128,
                            moved => method.Explain(moved, photo, target),
                            expected
                        )
                    ); // the sums of VGG's first linear layer are long
                Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"[(\"{name}\", \"{method.Card.Id}\")] = {limit:0.0e+0}"));
            }
        }
    }

    private static double Movement(Network network, int draw, double products, Func<Network, Attribution> explain, Attribution expected)
    {
        using Network moved = Float32Limits.Moved(network, draw, products);
        using Attribution map = explain(moved);
        return TensorAssert.RelativeErrors(expected.Values, map.Values).Max();
    }

    private static void AssertEach(torch.Tensor right, torch.Tensor seen, double allowed, string what)
    {
        using torch.Tensor each = right.expand(seen.shape);
        TensorAssert.Close(each, seen, allowed, what);
    }

    private static torch.Tensor Photo()
    {
        using torch.Generator generator = new(3);
        return torch.randn([1, 3, 224, 224], generator: generator);
    }

    /// <summary>No channel count is a multiple of 16.</summary>
    private static Network Odd()
    {
        NetworkBuilder b = new("odd-channels", 3, 224, 224, seed: 1);
        b.Conv("conv1", 20, 7, 2, 3);
        b.Relu("relu1");
        b.Conv("conv2", 24, 5, 2, 2);
        b.Relu("relu2");
        b.Conv("conv3", 40, 3, padding: 1);
        string relu = b.Relu("relu3"),
            side = b.Conv("side", 72, 1, 2, from: relu),
            main = b.Conv("conv4", 72, 3, 2, 1, from: relu);
        b.Add("sum", main, side);
        b.Relu("relu4");
        b.Conv("conv5", 100, 1);
        b.Relu("relu5");
        b.GlobalPool("pool");
        b.Flatten("flatten");
        b.Linear("fc", 10);
        return b.Build();
    }
}
