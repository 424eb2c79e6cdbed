using System.Buffers.Binary;
using System.Text.Encodings.Web;
using System.Text.Json;

namespace WhiteBoxLab;

/// <summary>Writes safetensors: header, padded to a multiple of 8, then the tensors' bytes one after the other.</summary>
internal static class SafetensorsWriter
{
    public static void Write(Stream file, IReadOnlyList<(string Name, torch.Tensor Tensor)> tensors)
    {
        byte[] header = Header(tensors);
        Span<byte> length = stackalloc byte[8];
        BinaryPrimitives.WriteInt64LittleEndian(length, header.Length);
        file.Write(length);
        file.Write(header);
        foreach ((_, torch.Tensor tensor) in tensors)
            TensorCopy.Write(file, tensor);
    }

    private static byte[] Header(IReadOnlyList<(string Name, torch.Tensor Tensor)> tensors)
    {
        HashSet<string> names = new(StringComparer.Ordinal) { "__metadata__" };
        using MemoryStream buffer = new();
        using (Utf8JsonWriter json = new(buffer, new JsonWriterOptions { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping }))
        {
            json.WriteStartObject();
            long offset = 0;
            foreach ((string name, torch.Tensor tensor) in tensors)
            {
                if (!names.Add(name))
                    throw new ArgumentException(
                        $"Two tensors are named '{name}', or the name is reserved; every tensor needs its own.",
                        nameof(tensors)
                    );
                offset = WriteEntry(json, name, tensor, offset);
            }
            json.WriteEndObject();
        }
        while (buffer.Length % 8 != 0)
            buffer.WriteByte((byte)' ');
        return buffer.ToArray();
    }

    private static long WriteEntry(Utf8JsonWriter json, string name, torch.Tensor tensor, long offset)
    {
        SafetensorsDtype dtype = SafetensorsDtype.Find(tensor.dtype)
            ?? throw new ArgumentException(
                $"Tensor '{name}' has the number format {tensor.dtype}; safetensors takes {SafetensorsDtype.Readable}.",
                nameof(tensor)
            );
        long end = offset + tensor.NumberOfElements * dtype.Size;

        json.WriteStartObject(name);
        json.WriteString("dtype", dtype.Name);
        WriteNumbers(json, "shape", tensor.shape);
        WriteNumbers(json, "data_offsets", [offset, end]);
        json.WriteEndObject();
        return end;
    }

    private static void WriteNumbers(Utf8JsonWriter json, string name, long[] numbers)
    {
        json.WriteStartArray(name);
        foreach (long number in numbers)
            json.WriteNumberValue(number);
        json.WriteEndArray();
    }
}
