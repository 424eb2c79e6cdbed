using TorchSharp;

namespace WhiteBoxLab.Benchmark;

/// <summary>A network, its batch normalisations folded, as an ONNX model of any batch: for the measurement only.</summary>
internal static class OnnxFile
{
    private const int Operators = 17, // opset
        Float = 1,
        OfInteger = 2,
        OfIntegers = 7;

    /// <summary>The bytes; null where a layer has no counterpart here.</summary>
    internal static byte[]? Of(Network given)
    {
        Network network = given.Canonical();
        Message graph = new();
        for (int i = 0; i < network.Layers.Count; i++)
            if (network.Graph.OnPath[i] && !Add(graph, network.Layers[i]))
                return null;
        graph.Text(2, network.Name);
        graph.Nested(11, Value("input", network.InputShape)).Nested(12, Value(network.Output, network.ShapeOf(network.Output)));
        return new Message().Number(1, 8).Nested(7, graph).Nested(8, new Message().Text(1, "").Number(2, Operators)).ToArray();
    }

    private static bool Add(Message graph, Layer layer)
    {
        switch (layer)
        {
            case Convolution c:
                Weights(graph, c);
                Node(
                    graph,
                    c,
                    "Conv",
                    Names(c),
                    Sides("strides", c.Stride.Height, c.Stride.Width),
                    Sides("pads", c.Padding.Height, c.Padding.Width, c.Padding.Height, c.Padding.Width),
                    Sides("dilations", c.Dilation.Height, c.Dilation.Width),
                    Integer("group", c.Groups)
                );
                return true;
            case Linear l:
                Weights(graph, l);
                Node(graph, l, "Gemm", Names(l), Integer("transB", 1));
                return true;
            case MaxPool { Ceil: false } p:
                Node(
                    graph,
                    p,
                    "MaxPool",
                    [p.Inputs[0]],
                    Sides("kernel_shape", p.Kernel.Height, p.Kernel.Width),
                    Sides("strides", p.Stride.Height, p.Stride.Width),
                    Sides("pads", p.Padding.Height, p.Padding.Width, p.Padding.Height, p.Padding.Width)
                );
                return true;
            case Pad p:
                Constant(graph, $"{p.Name}.sides", [0, 0, p.Sides[2], p.Sides[0], 0, 0, p.Sides[3], p.Sides[1]]);
                Node(graph, p, "Pad", [p.Inputs[0], $"{p.Name}.sides"]);
                return true;
            case Relu6 r:
                Number(graph, $"{r.Name}.least", [], [0]);
                Number(graph, $"{r.Name}.most", [], [6]);
                Node(graph, r, "Clip", [r.Inputs[0], $"{r.Name}.least", $"{r.Name}.most"]);
                return true;
            case Identity or Dropout:
                Node(graph, layer, "Identity", [layer.Inputs[0]]);
                return true;
            case Relu or Add or Flatten or GlobalAveragePool:
                Node(graph, layer, layer is GlobalAveragePool ? "GlobalAveragePool" : layer.GetType().Name, [.. layer.Inputs]);
                return true;
            default:
                return false;
        }
    }

    private static string[] Names(WeightedLayer layer) =>
        layer.Bias is null ? [layer.Inputs[0], $"{layer.Name}.weight"] : [layer.Inputs[0], $"{layer.Name}.weight", $"{layer.Name}.bias"];

    private static void Weights(Message graph, WeightedLayer layer)
    {
        foreach ((string name, torch.Tensor tensor) in layer.Weights)
        {
            using torch.Tensor flat = tensor.contiguous().flatten();
            Number(graph, $"{layer.Name}.{name}", tensor.shape, flat.data<float>().ToArray());
        }
    }

    private static void Node(Message graph, Layer layer, string op, string[] inputs, params Message[] attributes)
    {
        Message node = new();
        foreach (string input in inputs)
            node.Text(1, input);
        node.Text(2, layer.Name).Text(3, layer.Name).Text(4, op == nameof(Relu) ? "Relu" : op);
        foreach (Message attribute in attributes)
            node.Nested(5, attribute);
        graph.Nested(1, node);
    }

    private static Message Integer(string name, long value) => new Message().Text(1, name).Number(3, value).Number(20, OfInteger);

    private static Message Sides(string name, params long[] values)
    {
        Message attribute = new Message().Text(1, name).Number(20, OfIntegers);
        foreach (long value in values)
            attribute.Number(8, value);
        return attribute;
    }

    private static void Number(Message graph, string name, long[] shape, float[] values)
    {
        Message tensor = new();
        foreach (long size in shape)
            tensor.Number(1, size);
        graph.Nested(5, tensor.Number(2, Float).Text(8, name).Floats(9, values));
    }

    private static void Constant(Message graph, string name, long[] values)
    {
        Message tensor = new Message().Number(1, values.Length).Number(2, 7);
        graph.Nested(5, tensor.Text(8, name).Bytes(9, System.Runtime.InteropServices.MemoryMarshal.AsBytes<long>(values)));
    }

    /// <summary>An input or output of any batch.</summary>
    private static Message Value(string name, IEnumerable<long> shape)
    {
        Message sizes = new Message().Nested(1, new Message().Text(2, "batch"));
        foreach (long size in shape)
            sizes.Nested(1, new Message().Number(1, size));
        return new Message().Text(1, name).Nested(2, new Message().Nested(1, new Message().Number(1, Float).Nested(2, sizes)));
    }
}
