using System.Security.Cryptography;
using System.Text;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Web.Tests;

/// <summary>What a fake kernel of the Explorer says without being told: three methods, two networks, one map.</summary>
internal static class FakeExplorer
{
    public const string Network = "tiny",
        Other = "wide",
        Sample = "sample:chelsea",
        Fem = "fem";

    public static readonly MethodCard[] Methods =
    [
        Card("saliency", "Saliency"),
        Card("grad-cam", "Grad-CAM") with
        {
            Options =
            [
                new OptionCard("steps", "integer", 4, 1, 100, null, "How many steps."),
                new OptionCard("layer", "layer", null, null, null, null, "The layer."),
            ],
        },
        Card(Fem, "FEM"),
    ];

    public static readonly ApiMember[] Api =
    [
        new("GradCam", "class", "class GradCam", "Where a layer speaks for the class.", "grad-cam"),
        new("GradCam", "constructor", "GradCam(string? layer = null, bool relu = true)", "Where a layer speaks for the class.", "grad-cam"),
        new("GradCam.Layer", "property", "string? GradCam.Layer { get; }", "The layer.", "grad-cam"),
        new("Network", "class", "class Network", "Layers with weights; explained by methods.", null),
        new("Network.Explain", "method", "Attribution Network.Explain(Photo photo, Explainer by)", "Makes a map.", null),
        new("XGradCam", "class", "class XGradCam", "As Grad-CAM, by shares.", null),
    ];

    /// <summary>A kernel that is ready and answers all but <see cref="Explain"/> and <see cref="CheckMethod"/>.</summary>
    public static FakeKernel Kernel() =>
        new FakeKernel()
            .BeReady()
            .Answer<RequestCatalogue>(_ => [new CatalogueProduced(Methods, [Wide, Tiny], Network)])
            .Answer<RequestMachine>(_ => [new MachineReported("It computes right.", "a processor", "2", "3", 1, [])])
            .Answer<RequestApi>(_ => [new ApiProduced(Api)])
            .Answer<MeasurePace>(pace => [new PaceMeasured(pace.Network, pace.Network == Other ? 1 : 0.01)])
            .Answer<Classify>(what => [what.Network == Other ? SeenByOther : Seen])
            .Answer<CancelMap>(_ => [])
            .Answer<HastenMap>(_ => []);

    /// <summary>What the network sees in any photo.</summary>
    public static PhotoClassified Seen =>
        new(8, 8, 0, 0, 8, 8, Name("input", "png"), Name("preview", "png"), [Class(1, "cat", 0.7), Class(0, "dog", 0.2)]);

    private static PhotoClassified SeenByOther => Seen with { Predictions = [Class(1, "day", 0.9), Class(0, "night", 0.1)] };

    /// <summary>A map of two by two values.</summary>
    /// <param name="method">The method.</param>
    /// <param name="values">The artifact with its values.</param>
    public static MapArtifact Map(string method, string? values = null) =>
        new(
            method,
            method,
            "control",
            Network,
            null,
            1,
            "cat",
            2,
            0.7,
            Name("raw", "npy"),
            values ?? Name("sum", "npy"),
            null,
            Name("input", "png"),
            1,
            2,
            2,
            8,
            8,
            false,
            0,
            1,
            1,
            1,
            0.1,
            null,
            null,
            [],
            $"network.Explain(photo, new {method}());"
        );

    /// <summary>The bytes of a map's file.</summary>
    public static byte[] Values => [0x93, .. "NUMPY"u8, 1, 0, 4, 0, .. "{} \n"u8, .. new byte[16]];

    private static NetworkCard Tiny =>
        new(Network, 3, 8, 8, 1, ["dog", "cat", "tree"], [new LayerCard("last", "conv2d", [4, 2, 2])], "last")
        {
            Obstacles = new Dictionary<string, string> { [Fem] = "FEM needs a layer that this network does not have." },
            Code = "Network.Open(\"tiny\")",
        };

    private static NetworkCard Wide =>
        new(Other, 2, 8, 8, 1, ["night", "day"], [new LayerCard("first", "conv2d", [4, 4, 4])], "first")
        {
            Obstacles = new Dictionary<string, string> { ["saliency"] = "Saliency needs a gate that this network does not have." },
            Code = "Network.Open(\"wide\")",
        };

    private static MethodCard Card(string id, string name) =>
        new(id, name, "control", $"What {name} gives.", 1, 1, false, "yes", false, "Nobody, 2000, Nothing.", []);

    private static ClassPrediction Class(int index, string label, double probability) => new(index, label, probability, probability);

    private static string Name(string what, string ending) =>
        $"{Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(what)), 0, 16)}.{ending}";
}
