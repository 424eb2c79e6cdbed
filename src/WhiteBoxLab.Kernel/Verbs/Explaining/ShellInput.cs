using TorchSharp;
using WhiteBoxLab.Kernel.Explaining;
using WhiteBoxLab.Kernel.Running;

namespace WhiteBoxLab.Kernel.Verbs.Explaining;

/// <summary>An input of the verb <c>explain</c>: a photo, or a tensor file.</summary>
/// <param name="name">What it is called in outputs: the file's name without its ending.</param>
/// <param name="tensor">[N, 3, H, W]; owned by this object.</param>
internal sealed class ShellInput(string name, torch.Tensor tensor) : IDisposable
{
    public string Name { get; } = name;

    public torch.Tensor Tensor { get; } = tensor;

    /// <summary>What the network sees, where the input is a photo.</summary>
    public Photo? Seen { get; private init; }

    /// <summary>A class for each sample, where the file says so.</summary>
    public IReadOnlyList<int>? Targets { get; private init; }

    /// <summary>Gives tensors of the file by name, for options that name one; null where the input is no such file.</summary>
    public Func<string, torch.Tensor>? File { get; private init; }

    /// <summary>Reads an input.</summary>
    /// <param name="path">The file, or <c>sample:NAME</c>.</param>
    /// <param name="network">What it is for.</param>
    /// <param name="name">What it is called; null for the file's name without its ending.</param>
    /// <exception cref="InputException">It cannot be read.</exception>
    public static ShellInput Read(string path, Network network, string? name = null)
    {
        name ??= InputNames.Stem(path);
        try
        {
            return Path.GetExtension(path).ToLowerInvariant() switch
            {
                ".npy" => new ShellInput(name, For(network, Npy.Read(path))),
                ".safetensors" => Stored(path, network, name),
                _ => Taken(path, network, name),
            };
        }
        catch (Exception exception)
            when (exception
                    is PhotoException
                        or WeightsException
                        or ArgumentException
                        or InvalidOperationException
                        or IOException
                        or UnauthorizedAccessException
            )
        {
            throw new InputException(
                exception is PhotoException && !exception.Message.Contains(path, StringComparison.Ordinal)
                    ? $"'{path}': {exception.Message}"
                    : Sentence.Of(exception)
            );
        }
    }

    public void Dispose() => Tensor.Dispose();

    private static ShellInput Taken(string path, Network network, string name)
    {
        Photo photo = PhotoCache.Open(path);
        return new ShellInput(name, network.InputOf(photo)) { Seen = photo.Crop(network.Preprocessing) };
    }

    private static ShellInput Stored(string path, Network network, string name)
    {
        Safetensors file = Safetensors.Open(path); // open until the end: options may ask for more of it
        return new ShellInput(name, For(network, file.Tensor("input")))
        {
            Targets = file.Contains("target") ? Integers(file) : null,
            File = file.Tensor,
        };
    }

    private static int[] Integers(Safetensors file)
    {
        using torch.Tensor stored = file.Tensor("target"),
            whole = stored.to(torch.int64).reshape(-1);
        return [.. whole.data<long>().Select(one => checked((int)one))];
    }

    private static torch.Tensor For(Network network, torch.Tensor stored)
    {
        using (stored)
            return stored.to(network.Dtype).to(network.Device, copy: true);
    }
}
