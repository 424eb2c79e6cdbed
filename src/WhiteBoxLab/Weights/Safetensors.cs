namespace WhiteBoxLab;

/// <summary>
/// A file of named tensors in the safetensors format, checked from end to end before anything is read from it. Not copied into memory: a
/// tensor is read when it is asked for. May be read by several threads at once.
/// </summary>
public sealed class Safetensors : IDisposable
{
    private const int Chunk = 1 << 28;
    private readonly TensorBytes bytes;
    private readonly long dataStart;
    private readonly Dictionary<string, TensorEntry> entries;

    private Safetensors(TensorBytes bytes, string source)
    {
        try
        {
            (IReadOnlyList<TensorEntry> found, dataStart) = new SafetensorsHeader(source).Read(bytes);
            entries = found.ToDictionary(e => e.Name, StringComparer.Ordinal);
            Names = [.. found.Select(e => e.Name)];
        }
        catch (WeightsException)
        {
            bytes.Dispose();
            throw;
        }
        this.bytes = bytes;
        Source = source;
    }

    /// <summary>What messages call this file: its name.</summary>
    public string Source { get; }

    /// <summary>The tensors' names in the order of their bytes.</summary>
    public IReadOnlyList<string> Names { get; }

    /// <summary>Opens a file by mapping it into memory.</summary>
    /// <param name="path">The file; must not be changed while it is open.</param>
    /// <returns>The open file; the caller disposes it.</returns>
    /// <exception cref="WeightsException">There is no such file, or it is not a sound safetensors file; the message names the tensor and
    /// the sizes.</exception>
    public static Safetensors Open(string path)
    {
        if (!File.Exists(path))
            throw new WeightsException($"There is no file '{path}'.");
        return new Safetensors(TensorBytes.Map(path), Path.GetFileName(path));
    }

    /// <summary>Reads a resource of an assembly where it lies, without a copy.</summary>
    /// <param name="resource">As <c>GetManifestResourceStream</c> returns it; disposed together with what is returned.</param>
    /// <param name="source">What messages call it.</param>
    /// <returns>The open file; the caller disposes it.</returns>
    /// <exception cref="WeightsException">It is not a sound safetensors file.</exception>
    public static Safetensors Read(UnmanagedMemoryStream resource, string source) => new(TensorBytes.Of(resource), source);

    /// <summary>Reads bytes in memory, without a copy.</summary>
    /// <param name="memory">The whole file; must not change while it is open.</param>
    /// <param name="source">What messages call it.</param>
    /// <returns>The open file; the caller disposes it.</returns>
    /// <exception cref="WeightsException">It is not a sound safetensors file.</exception>
    public static Safetensors Read(ReadOnlyMemory<byte> memory, string source) => new(TensorBytes.Of(memory), source);

    /// <summary>Writes tensors to a file, in the order given. The file appears whole or not at all.</summary>
    /// <param name="path">The file; replaced when it is there.</param>
    /// <param name="tensors">Names and tensors, which stay the caller's; any device, any layout.</param>
    /// <exception cref="ArgumentException">A name comes twice, or a tensor's number format is not one of safetensors.</exception>
    public static void Save(string path, IEnumerable<(string Name, torch.Tensor Tensor)> tensors) =>
        WholeFile.Write(path, file => SafetensorsWriter.Write(file, [.. tensors]));

    /// <summary>Whether there is a tensor of this name.</summary>
    /// <param name="name">The name.</param>
    public bool Contains(string name) => entries.ContainsKey(name);

    /// <summary>The shape of a tensor; empty for a single number.</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="WeightsException">There is no such tensor; the message lists some that are there.</exception>
    public IReadOnlyList<long> ShapeOf(string name) => Find(name).Shape;

    /// <summary>The number format of a tensor as the file writes it: <c>F32</c>, <c>BF16</c>, <c>I64</c>, ...</summary>
    /// <param name="name">The name.</param>
    /// <exception cref="WeightsException">There is no such tensor.</exception>
    public string DtypeOf(string name) => Find(name).Dtype.Name;

    /// <summary>Reads a tensor.</summary>
    /// <param name="name">The name.</param>
    /// <returns>A copy in the file's own number format, on the CPU; the caller disposes it.</returns>
    /// <exception cref="WeightsException">There is no such tensor, or its format is none that can be computed with.</exception>
    public torch.Tensor Tensor(string name)
    {
        TensorEntry entry = Find(name);
        torch.ScalarType type = entry.Dtype.Torch
            ?? throw new WeightsException(
                $"{Source}: tensor '{name}' has the dtype {entry.Dtype.Name}, which cannot be read; convert it to one of "
                    + $"{SafetensorsDtype.Readable}."
            );
        ObjectDisposedException.ThrowIf(bytes.IsDisposed, this);

        torch.Tensor tensor = torch.empty(entry.Shape, dtype: type);
        using torch.Tensor flat = tensor.view(-1);
        for (long done = 0; done < entry.Bytes; done += Chunk)
        {
            int count = (int)Math.Min(Chunk, entry.Bytes - done);
            using torch.Tensor part = flat.narrow(0, done / entry.Dtype.Size, count / entry.Dtype.Size);
            bytes.Slice(dataStart + entry.Begin + done, count).CopyTo(part.bytes);
        }
        return type == torch.ScalarType.Bool ? Booleans(tensor, entry) : tensor;
    }

    /// <inheritdoc/>
    public void Dispose() => bytes.Dispose();

    private torch.Tensor Booleans(torch.Tensor tensor, TensorEntry entry)
    {
        if (entry.Bytes == 0 || tensor.bytes.IndexOfAnyExceptInRange((byte)0, (byte)1) < 0)
            return tensor;
        tensor.Dispose();
        throw new WeightsException($"{Source}: tensor '{entry.Name}' is BOOL and holds bytes other than 0 and 1.");
    }

    private TensorEntry Find(string name) =>
        entries.TryGetValue(name, out TensorEntry entry)
            ? entry
            : throw new WeightsException(
                $"{Source} has no tensor '{name}'. It has {Names.Count}: "
                    + $"{string.Join(", ", Names.Take(8).Select(n => $"'{n}'"))}{(Names.Count > 8 ? ", ..." : "")}."
            );
}
