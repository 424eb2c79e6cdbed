using TorchSharp;

namespace WhiteBoxLab.Tests;

/// <summary>
/// One layer with the least around it that makes a network: sources of its inputs before it, a flattening and a linear layer behind it.
/// </summary>
internal static class SingleLayerNetwork
{
    public static Network Around(Layer layer, long[][] shapes, bool nonNegative = false, Layer? gate = null)
    {
        List<Layer> layers = [];
        long[] outer = layer.Inputs is ["input"] ? shapes[0] : [shapes[0].Aggregate(1L, (a, b) => a * b)];
        foreach ((string name, long[] shape) in layer.Inputs.Zip(shapes).Where(p => p.First != "input"))
            layers.Add(new Source(name, shape, nonNegative));
        layers.Add(layer);
        long[] output = layer.ShapeOf(shapes);
        if (gate is not null)
            layers.Add(gate);
        layers.Add(new Flatten("flatten", layers[^1].Name));
        layers.Add(new Linear("end", "flatten", torch.ones([2, output.Aggregate(1L, (a, b) => a * b)], torch.float64)));
        return new Network("single", outer, layers, "end");
    }

    public static Trace Trace(Network network, Layer layer, torch.Tensor[] inputs)
    {
        torch.Tensor?[] outputs = new torch.Tensor?[network.Layers.Count],
            memories = new torch.Tensor?[network.Layers.Count];
        int index = network.IndexOf(layer.Name);
        for (int i = 0; i < inputs.Length; i++)
            if (network.Graph.Inputs[index][i] is var from and >= 0)
                outputs[from] = inputs[i];
        outputs[index] = layer.Forward(inputs, out memories[index]);
        return new Trace(network, inputs[0], outputs, memories);
    }

    /// <summary>Stands for whatever gave an input of this shape.</summary>
    [Op("source")]
    private sealed class Source(string name, long[] shape, bool nonNegative) : Layer(name, "input")
    {
        internal override bool IsNonNegative(ReadOnlySpan<bool> inputsAreNonNegative) => nonNegative;

        internal override long[] ShapeOf(IReadOnlyList<long[]> inputs) => shape;

        internal override torch.Tensor Forward(torch.Tensor[] inputs, out torch.Tensor? memory) => throw new NotSupportedException();

        internal override torch.Tensor?[] Backward(LayerCall call, torch.Tensor signal) => throw new NotSupportedException();
    }
}
