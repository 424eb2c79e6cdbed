using Microsoft.ML.OnnxRuntime;
using TorchSharp;

namespace WhiteBoxLab.Benchmark;

/// <summary>A forward pass by ONNX Runtime on the processor, of the same network with the same number of threads.</summary>
internal sealed class OnnxPass : IDisposable
{
    private readonly InferenceSession session;
    private readonly string output;

    private OnnxPass(byte[] model, string output)
    {
        using SessionOptions options = new()
        {
            IntraOpNumThreads = torch.get_num_threads(),
            GraphOptimizationLevel = GraphOptimizationLevel.ORT_ENABLE_ALL,
        };
        options.AddSessionConfigEntry("session.intra_op.allow_spinning", "0"); // as ours: threads sleep while they wait
        (session, this.output) = (new InferenceSession(model, options), output);
    }

    /// <summary>Of a network; null where it cannot be written as ONNX.</summary>
    internal static OnnxPass? Of(Network network) => OnnxFile.Of(network) is { } model ? new(model, network.Output) : null;

    /// <summary>Pictures to be run: once, so that copying them is not measured.</summary>
    internal static OrtValue Pictures(torch.Tensor input)
    {
        using torch.Tensor flat = input.contiguous().flatten();
        return OrtValue.CreateTensorValueFromMemory(flat.data<float>().ToArray(), input.shape);
    }

    /// <summary>The scores, in the order of the pictures.</summary>
    internal float[] Run(OrtValue pictures)
    {
        using RunOptions options = new();
        using IDisposableReadOnlyCollection<OrtValue> results = session.Run(options, ["input"], [pictures], [output]);
        return results[0].GetTensorDataAsSpan<float>().ToArray();
    }

    public void Dispose() => session.Dispose();
}
