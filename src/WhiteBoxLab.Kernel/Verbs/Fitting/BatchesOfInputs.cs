using TorchSharp;
using WhiteBoxLab.Kernel.Verbs.Explaining;

namespace WhiteBoxLab.Kernel.Verbs.Fitting;

/// <summary>
/// Photos and tensor files as batches for a network. Tensor files are held whole, photos are read when their batch comes.
/// </summary>
internal sealed class BatchesOfInputs : IDisposable
{
    /// <summary>How many inputs a batch has unless told otherwise.</summary>
    public const int Usual = 16;

    private readonly List<ShellInput> tensors = [];
    private readonly string[] photos;
    private readonly Network network;
    private readonly int size;

    /// <summary>Reads the tensor files.</summary>
    /// <exception cref="InputException">One of them cannot be read.</exception>
    public BatchesOfInputs(IReadOnlyList<string> inputs, Network network, int size)
    {
        (this.network, this.size) = (network, size);
        photos = [.. inputs.Where(path => !IsTensor(path))];
        tensors.AddRange(inputs.Where(IsTensor).Select(path => ShellInput.Read(path, network)));
    }

    /// <summary>How many batches there are.</summary>
    public int Count => tensors.Sum(one => (int)(one.Tensor.shape[0] + size - 1) / size) + ((photos.Length + size - 1) / size);

    /// <summary>The batches, [N, 3, H, W], each of which lives until the next.</summary>
    public IEnumerable<torch.Tensor> Read()
    {
        foreach (ShellInput one in tensors)
            for (long start = 0; start < one.Tensor.shape[0]; start += size)
            {
                using torch.Tensor part = one.Tensor.narrow(0, start, Math.Min(size, one.Tensor.shape[0] - start));
                yield return part;
            }
        foreach (string[] some in photos.Chunk(size))
        {
            using torch.Tensor part = Together(some);
            yield return part;
        }
    }

    public void Dispose() => tensors.ForEach(one => one.Dispose());

    private torch.Tensor Together(string[] some)
    {
        ShellInput[] read = [.. some.Select(path => ShellInput.Read(path, network))];
        try
        {
            return torch.cat([.. read.Select(one => one.Tensor)]);
        }
        finally
        {
            Array.ForEach(read, one => one.Dispose());
        }
    }

    private static bool IsTensor(string path) => Path.GetExtension(path).ToLowerInvariant() is ".npy" or ".safetensors";
}
