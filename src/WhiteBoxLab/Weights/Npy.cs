using System.Buffers.Binary;
using System.Text;

namespace WhiteBoxLab;

/// <summary>
/// NumPy's <c>.npy</c> files: one tensor each, float32 or float64. Reads versions 1 to 3 in C and Fortran order; writes version 1.0 in C
/// order, little-endian.
/// </summary>
public static class Npy
{
    private static ReadOnlySpan<byte> Magic => [0x93, (byte)'N', (byte)'U', (byte)'M', (byte)'P', (byte)'Y'];

    /// <summary>Reads a file.</summary>
    /// <param name="path">The file.</param>
    /// <returns>The tensor in C order, float32 or float64 as the file has it; the caller disposes it.</returns>
    /// <exception cref="WeightsException">There is no such file, or it is none of float32 or float64 numbers; the message says
    /// why.</exception>
    public static torch.Tensor Read(string path)
    {
        if (!File.Exists(path))
            throw new WeightsException($"There is no file '{path}'.");
        using TensorBytes bytes = TensorBytes.Map(path);
        return Read(bytes, Path.GetFileName(path));
    }

    /// <summary>Reads a file that lies in memory.</summary>
    /// <param name="memory">The whole file.</param>
    /// <param name="source">What messages call it.</param>
    /// <returns>The tensor in C order; the caller disposes it.</returns>
    /// <exception cref="WeightsException">It is no such file; the message says why.</exception>
    public static torch.Tensor Read(ReadOnlyMemory<byte> memory, string source)
    {
        using TensorBytes bytes = TensorBytes.Of(memory);
        return Read(bytes, source);
    }

    /// <summary>Writes a tensor to a file. The file appears whole or not at all.</summary>
    /// <param name="path">The file; replaced when it is there.</param>
    /// <param name="tensor">Float32 or float64; stays the caller's.</param>
    /// <exception cref="ArgumentException">The tensor is neither float32 nor float64.</exception>
    public static void Write(string path, torch.Tensor tensor) => WholeFile.Write(path, file => Write(file, tensor));

    /// <summary>Writes a tensor to a stream.</summary>
    /// <param name="stream">Where to; stays open.</param>
    /// <param name="tensor">Float32 or float64; stays the caller's.</param>
    /// <exception cref="ArgumentException">The tensor is neither float32 nor float64.</exception>
    public static void Write(Stream stream, torch.Tensor tensor)
    {
        string dtype = tensor.dtype switch
        {
            torch.ScalarType.Float32 => "<f4",
            torch.ScalarType.Float64 => "<f8",
            _ => throw new ArgumentException(
                $"An .npy file takes float32 or float64; this tensor is {tensor.dtype}. Convert it first.",
                nameof(tensor)
            ),
        };
        string shape = string.Join(", ", tensor.shape) + (tensor.shape.Length == 1 ? "," : "");
        string header = $"{{'descr': '{dtype}', 'fortran_order': False, 'shape': ({shape}), }}";
        header = header.PadRight((10 + header.Length + 1 + 63) / 64 * 64 - 11) + "\n";

        stream.Write(Magic);
        stream.Write([1, 0, (byte)header.Length, (byte)(header.Length >> 8)]);
        stream.Write(Encoding.Latin1.GetBytes(header));
        TensorCopy.Write(stream, tensor);
    }

    /// <summary>The bytes of a file with this tensor.</summary>
    /// <param name="tensor">Float32 or float64; stays the caller's.</param>
    /// <exception cref="ArgumentException">The tensor is neither float32 nor float64.</exception>
    public static byte[] Bytes(torch.Tensor tensor)
    {
        using MemoryStream stream = new();
        Write(stream, tensor);
        return stream.ToArray();
    }

    private static torch.Tensor Read(TensorBytes bytes, string source)
    {
        if (bytes.Length < 12 || !bytes.Slice(0, 6).SequenceEqual(Magic))
            throw new WeightsException($"{source} is not an .npy file: it does not begin with NumPy's mark.");

        int version = bytes.Slice(6, 1)[0];
        int start = version == 1 ? 10 : 12;
        long length =
            version == 1
                ? BinaryPrimitives.ReadUInt16LittleEndian(bytes.Slice(8, 2))
                : BinaryPrimitives.ReadUInt32LittleEndian(bytes.Slice(8, 4));
        if (version is < 1 or > 3 || length > bytes.Length - start || length > NpyHeader.Longest)
            throw new WeightsException(
                $"{source} is version {version} of .npy with a header of {length} bytes in a file of {bytes.Length}; this cannot be read."
            );

        NpyHeader header = NpyHeader.Parse(Encoding.UTF8.GetString(bytes.Slice(start, (int)length)), source);
        header.CheckSize(bytes.Length - start - length, source);
        return header.ToTensor(bytes, start + length);
    }
}
