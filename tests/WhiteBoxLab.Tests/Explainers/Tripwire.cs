using TorchSharp;

namespace WhiteBoxLab.Tests;

/// <summary>A layer that changes nothing but does something when it runs: cancels, or breaks.</summary>
[Op("tripwire")]
internal sealed class Tripwire(string name, string input, Action action) : Layer(name, input)
{
    internal override long[] ShapeOf(IReadOnlyList<long[]> inputs) => inputs[0];

    internal override torch.Tensor Forward(torch.Tensor[] inputs, out torch.Tensor? memory)
    {
        memory = null;
        action();
        return inputs[0].alias();
    }

    internal override bool SharesSignal => true;

    internal override torch.Tensor?[] Backward(LayerCall call, torch.Tensor signal) => [signal];
}
