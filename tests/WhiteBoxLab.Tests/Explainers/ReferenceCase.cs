using System.Text.Json;
using System.Text.Json.Nodes;
using TorchSharp;

namespace WhiteBoxLab.Tests;

/// <summary>A map that an independent library has computed, and how to ask ours for the same.</summary>
public sealed partial record ReferenceCase(
    string Network,
    string Library,
    string Id,
    string Method,
    JsonObject Options,
    string? Layer,
    int[] Samples,
    bool HasUsualTarget
)
{
    /// <summary>Every case of the reference files.</summary>
    public static IReadOnlyList<ReferenceCase> Known { get; } =
    [
        .. Directory
            .GetDirectories(TestData.At("maps"))
            .SelectMany(folder => Directory.GetFiles(folder, "*.json"))
            .Order(StringComparer.Ordinal)
            .SelectMany(Read),
    ];

    /// <summary>All that our methods can make.</summary>
    public static IReadOnlyList<ReferenceCase> All { get; } = [.. Known.Where(c => c.IsOurs)];

    private static IEnumerable<ReferenceCase> Read(string path)
    {
        JsonNode file = JsonNode.Parse(File.ReadAllText(path))!;
        string network = Path.GetFileName(Path.GetDirectoryName(path)!),
            library = Path.GetFileNameWithoutExtension(path);
        foreach (JsonNode? entry in file["cases"]!.AsArray())
            yield return new(
                network,
                library,
                (string)entry!["id"]!,
                (string)entry["method"]!,
                entry["options"]!.AsObject(),
                entry["layer"] is JsonValue layer ? (string?)layer : null,
                entry["samples"]!.Deserialize<int[]>()!,
                entry["target"] is JsonValue target && target.ToString() == "networks' target"
            )
            {
                OwnTargets = entry["target"] is JsonValue own ? Listed(own.ToString()) : null,
                Layers = entry["layer"] is JsonArray several ? [.. several.Select(l => (string)l!)] : [],
            };
    }

    public string Name => $"{Network}/{Library}/{Id}";

    public override string ToString() => Name;

    /// <summary>Finished by pytorch-grad-cam: resized to the input and scaled.</summary>
    private bool IsFinished => Library.StartsWith("grad-cam", StringComparison.Ordinal) && !Id.EndsWith("-raw", StringComparison.Ordinal);

    /// <summary>The target of each sample, where the case has its own: the lowest or the highest class.</summary>
    public int[]? OwnTargets { get; private init; }

    /// <summary>The layers, where the case mixes the maps of several.</summary>
    public string[] Layers { get; private init; } = [];

    /// <summary>The numbers of a text such as "lowest logit: [7, 1, 1]".</summary>
    private static int[]? Listed(string text) =>
        text.IndexOf('[', StringComparison.Ordinal) is var start and >= 0 ? JsonSerializer.Deserialize<int[]>(text[start..]) : null;

    public Explainer Explainer(torch.Tensor? baseline) =>
        Make(baseline) ?? throw new InvalidOperationException($"{Name} has the method '{Method}', which no test asks for.");

    /// <summary>The finish of pytorch-grad-cam, where this case has it.</summary>
    private CamFinish Finish => IsFinished ? CamFinish.PytorchGradCam : CamFinish.None;

    private Explainer? Make(torch.Tensor? baseline) =>
        Method switch
        {
            _ when Library is "innvestigate" or "deeplift" && MakeRelevance(baseline) is { } relevance => relevance,
            _ when MakeOnePass(baseline) is { } onePass => onePass,
            _ when HasUsualTarget && MakeAveraged(baseline) is { } averaged => averaged,
            _ when !HasUsualTarget => null,
            _ when MakeMasked() is { } masked => masked,
            "saliency" or "Gradient" => new Saliency(),
            "guided-backprop" or "Guided backprop" => new GuidedBackprop(),
            "deconvnet" or "Deconvnet" => new DeconvNet(),
            "input-x-gradient" or "Input times gradient" => new InputXGradient(),
            "layer-gradient-x-activation" => new InputXGradient(Layer),
            "layer-activation" => new LayerActivation(Layer),
            "guided-grad-cam" => new GuidedGradCam(Layer, bilinear: false),
            "integrated-gradients" => (IntegratedGradients)
                Catalogue.Create(
                    "integrated-gradients",
                    new()
                    {
                        ["steps"] = (int)Options["steps"]!,
                        ["quadrature"] = (string)Options["quadrature"]!,
                        ["baseline"] = (string)Options["baseline"]!,
                    },
                    _ => baseline!
                ),
            "grad-cam" => new GradCam(Layer, finish: Finish, augSmooth: Options["aug_smooth"] is not null),
            "grad-cam-plus-plus" => new GradCamPlusPlus(Layer, finish: Finish),
            "xgrad-cam" => new XGradCam(Layer, finish: Finish),
            "hires-cam" => new HiResCam(Layer, finish: Finish),
            "layer-cam" => Layers is [.. var further, var last]
                ? new LayerCam(last, finish: Finish, furtherLayers: further)
                : new LayerCam(Layer, finish: Finish),
            "grad-cam-element-wise" => new GradCamElementWise(Layer, finish: Finish),
            "shapley-cam" => new ShapleyCam(Layer, finish: Finish),
            "finer-cam" => new FinerCam(Layer, form: Form, finish: Finish),
            "fem" => new Fem(Layer, (double)Options["k"]!, FemVariant.PytorchGradCam, Finish),
            "lrp" when Library == "zennit" => Id.StartsWith("epsilon-plus", StringComparison.Ordinal)
            && !Id.Contains("flat", StringComparison.Ordinal)
                ? new LrpEpsilonPlus(zeroBias: Id.Contains("zero-bias", StringComparison.Ordinal), layer: Layer)
                : new Lrp(Composite.Parse(Rules()), Layer),
            "excitation-backprop" => new ExcitationBackprop(Layer, HasZeroBias("conv2d, linear"), Stabilizer("conv2d, linear")),
            "contrastive-excitation-backprop" => new ContrastiveExcitationBackprop(Layer, Layer is not null, Stabilizer("conv2d, linear")),
            "clrp" => Catalogue.Create(
                "clrp",
                new()
                {
                    ["type"] = Id.Contains("type-1", StringComparison.Ordinal) ? 1 : 2,
                    ["positive"] = false,
                    ["low"] = Options["first layer"]!["low"]!.DeepClone(),
                    ["high"] = Options["first layer"]!["high"]!.DeepClone(),
                    ["stabilizer"] = Stabilizer("conv2d"),
                }
            ),
            "sglrp" => MakeRelevance(baseline),
            "deep-lift" or "layer-deep-lift" => new DeepLift(baseline is not null ? Baseline.Of(baseline) : null, Layer),
            "full-grad" => new FullGrad(FullGradVariant.PytorchGradCam),
            _ => null,
        };

    /// <summary>The stabilizer that the case's rules have on some layers.</summary>
    private double Stabilizer(string layers) => (double)Options[layers]!["stabilizer"]!;

    private bool HasZeroBias(string layers) => (string)Options[layers]!["bias"]! == "zero";

    /// <summary>The map that is made of activations and gradients: mean(g) A of Grad-CAM, or g A of HiResCAM.</summary>
    private CamForm Form => Says("raw", "mean(g_k) A_k") ? CamForm.GradCam : CamForm.HiResCam;

    // Beside the rules stands where relevance starts.
    private JsonObject Rules() =>
        new([.. Options.Where(o => o.Key != "seed").Select(o => KeyValuePair.Create(o.Key, o.Value?.DeepClone()))]);

    /// <summary>Whether one of our methods makes this map.</summary>
    public bool IsOurs => Make(torch.zeros(0)) is not null;

    /// <summary>Only defined up to the sign of each sample's map.</summary>
    public bool IsUpToSign => Method is "eigen-cam" or "eigen-grad-cam" || Options["eigen_smooth"] is not null;

    /// <summary>[N, C, H, W].</summary>
    public torch.Tensor Expected()
    {
        using Safetensors file = Safetensors.Open(TestData.At($"maps/{Network}/{Library}.safetensors"));
        torch.Tensor map = file.Tensor(Id);
        return map.dim() switch
        {
            2 => OverPixels(map, Cut!),
            3 => map.unsqueeze(1),
            _ => map,
        };
    }
}
