using System.Text;
using System.Text.Json.Nodes;
using TorchSharp;

namespace WhiteBoxLab.Tests;

/// <summary>A network's two files, to be damaged before they are read.</summary>
public sealed class NetworkFiles : IDisposable
{
    private readonly string description;

    /// <summary>Of a network of five layers: conv, relu, pool, flatten, fc.</summary>
    public NetworkFiles()
    {
        using Network network = Tiny();
        using TemporaryFolder folder = new();
        network.Save(folder.Path);
        description = File.ReadAllText(folder.At("network.json"));
        Weights = Safetensors.Read(File.ReadAllBytes(folder.At("weights.safetensors")), "weights.safetensors");
    }

    private NetworkFiles(string folder) =>
        (description, Weights) = (
            File.ReadAllText(Path.Combine(folder, "network.json")),
            Safetensors.Open(Path.Combine(folder, "weights.safetensors"))
        );

    public static NetworkFiles Of(string network) => new(TestData.At($"networks/{network}"));

    internal Safetensors Weights { get; }

    public JsonObject Description() => JsonNode.Parse(description)!.AsObject();

    /// <summary>Opens the network after something was done to its description.</summary>
    internal Network Read(Action<JsonObject> damage, IReadOnlyList<string>? labels = null, string? preprocessing = null)
    {
        JsonObject description = Description();
        damage(description);
        return Read(Encoding.UTF8.GetBytes(description.ToJsonString()), labels, preprocessing);
    }

    internal Network Read(ReadOnlySpan<byte> description, IReadOnlyList<string>? labels = null, string? preprocessing = null) =>
        NetworkFolder.Read(description, Weights, labels ?? [], preprocessing);

    public static Network Tiny(torch.ScalarType dtype = torch.ScalarType.Float32)
    {
        NetworkBuilder b = new("tiny", 3, 8, 8, seed: 1, dtype);
        b.Conv("conv", 4, kernel: 3, padding: 1);
        b.Relu("relu");
        b.GlobalPool("pool");
        b.Flatten("flatten");
        b.Linear("fc", 5);
        return b.Build();
    }

    /// <summary>One layer of every operation.</summary>
    public static Network OfEveryOperation()
    {
        NetworkBuilder b = new("every-operation", 3, 13, 11, seed: 2, torch.float64);
        b.Conv("conv", 8, kernel: (3, 5), stride: (1, 2), padding: (2, 1), dilation: (2, 1), bias: false);
        b.BatchNorm("bn", epsilon: 1.1e-3);
        b.Line(new Silu("silu", "bn"));
        b.Conv("grouped", 8, kernel: 1, groups: 4, from: "silu");
        b.Line(new Sigmoid("sigmoid", "grouped"));
        b.Line(new Multiply("mul", "silu", "sigmoid"));
        b.Line(new HardSwish("hardswish", "mul"));
        b.Line(new ReflectionPad("reflection", "hardswish", 1, 0, 2, 1));
        b.Line(new Pad("pad", "reflection", 1, 2, 3, 0));
        b.MaxPool("max", kernel: (3, 2), stride: 1, padding: (1, 0));
        b.Line(new AveragePool("average", "max", (2, 3), (2, 1), 1, countPadding: false));
        b.Line(new LeakyRelu("leaky", "average", 0.1));
        b.Line(new Resize("bilinear", "leaky", (6, 7)));
        b.Line(new Resize("nearest", "bilinear", (5, 3), bilinear: false));
        b.Line(new Tanh("tanh", "nearest"));
        b.Line(new Softplus("softplus", "nearest"));
        b.Add("add", "tanh", "softplus");
        b.Concat("concat", "add", "nearest", "tanh");
        b.Line(new AdaptiveAveragePool("adaptive", "concat", (2, 2)));
        b.Line(new Reshape("reshape", "adaptive", 4, 6, 4));
        b.Relu("relu");
        b.Relu6("relu6");
        b.Line(new Identity("identity", "relu6"));
        b.Line(new Dropout("dropout", "identity"));
        b.GlobalPool("pool");
        b.Flatten("flatten");
        b.Linear("fc", 5);
        b.Line(new Softmax("softmax", "fc"));
        return b.Build();
    }

    public void Dispose() => Weights.Dispose();
}
