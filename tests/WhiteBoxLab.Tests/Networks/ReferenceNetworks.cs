using System.Collections.Concurrent;
using TorchSharp;

namespace WhiteBoxLab.Tests;

/// <summary>The networks whose maps independent libraries have computed.</summary>
public static class ReferenceNetworks
{
    public static readonly string[] Small = ["vgg-mini", "plain-mini", "resnet-mini", "mobile-mini", "dense-mini"];

    public static readonly string[] All = [.. Small, "efficientnet-lite0"];

    private static readonly ConcurrentDictionary<(string Method, string Preferred), string> Served = new();

    private static readonly ConcurrentDictionary<(string, torch.ScalarType), Lazy<Network>> Opened = new();

    /// <summary>A network that all tests share; none disposes it.</summary>
    public static Network Shared(string name, torch.ScalarType dtype) =>
        Opened.GetOrAdd((name, dtype), _ => new(() => Open(name, dtype))).Value;

    /// <summary>A small network that a method serves: the preferred one, or else the first that is none of its obstacles.</summary>
    public static string Serving(string method, string preferred = "mobile-mini") =>
        Served.GetOrAdd((method, preferred), key =>
            ((string[])[key.Preferred, "plain-mini", .. Small]).First(n =>
                Catalogue.Create(key.Method).Obstacle(Shared(n, torch.ScalarType.Float64)) is null
            )
        );

    public static Network Open(string name, torch.ScalarType dtype = torch.ScalarType.Float64)
    {
        using Network network = name == "efficientnet-lite0" ? Network.EfficientNetLite0() : Network.Open(TestData.At($"networks/{name}"));
        Network converted = network.To(dtype);
        return network.HasPreprocessing
            ? converted
            : new(name, [.. converted.InputShape], converted.Layers, converted.Output, converted.Details with { Preprocessing = Bytes });
    }

    /// <summary>The small networks come without preprocessing; for methods that need the range of pixels, inputs go from -4 to 4.</summary>
    private static Preprocessing Bytes => new(48, 48) { Mean = new(127.5, 127.5, 127.5), Std = new(32, 32, 32) };

    /// <summary>A tensor of the network's inputs file.</summary>
    public static torch.Tensor Tensor(string network, string key, torch.ScalarType? dtype = null)
    {
        using Safetensors file = Safetensors.Open(TestData.At($"networks/{network}/inputs.safetensors"));
        torch.Tensor tensor = file.Tensor(key);
        return dtype is null ? tensor : tensor.to(dtype.Value);
    }

    public static int[] Targets(string network)
    {
        using torch.Tensor target = Tensor(network, "target");
        return [.. target.data<long>().Select(t => (int)t)];
    }
}
