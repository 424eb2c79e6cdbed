using System.Buffers.Binary;
using System.Text.Json;

namespace WhiteBoxLab;

/// <summary>
/// Reads and checks the header of a safetensors file. Whatever it returns lies inside the file; nothing is allocated from a number that was
/// not held against the file's length.
/// </summary>
internal sealed class SafetensorsHeader(string source)
{
    public const int LongestHeader = 100_000_000;
    private const int LongestShape = 32;

    /// <summary>Entries in the order of their bytes, and where the first byte lies.</summary>
    public (IReadOnlyList<TensorEntry> Entries, long DataStart) Read(TensorBytes bytes)
    {
        if (bytes.Length < 8)
            throw Bad($"has {bytes.Length} bytes; a safetensors file begins with 8 bytes that tell the length of its header");
        ulong length = BinaryPrimitives.ReadUInt64LittleEndian(bytes.Slice(0, 8));
        if (length > LongestHeader)
            throw Bad($"says that its header has {length} bytes; {LongestHeader} is the limit, so this is hardly a safetensors file");
        if ((long)length > bytes.Length - 8)
            throw Bad($"says that its header has {length} bytes, but only {bytes.Length - 8} follow; the file was cut");

        long dataStart = 8 + (long)length;
        List<TensorEntry> entries = Parse(bytes.Slice(8, (int)length));
        CheckLayout(entries, bytes.Length - dataStart);
        return (entries, dataStart);
    }

    private List<TensorEntry> Parse(ReadOnlySpan<byte> json)
    {
        try
        {
            Utf8JsonReader reader = new(json);
            return ReadEntries(ref reader);
        }
        catch (Exception error) when (error is JsonException or InvalidOperationException)
        {
            throw new WeightsException($"{source} has a header that is not the JSON of a safetensors file ({FirstLine(error)}).", error);
        }
    }

    private List<TensorEntry> ReadEntries(ref Utf8JsonReader reader)
    {
        reader.Read();
        if (reader.TokenType != JsonTokenType.StartObject)
            throw Bad("has a header that is not a JSON object");

        List<TensorEntry> entries = new();
        HashSet<string> names = new(StringComparer.Ordinal);
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string name = reader.GetString() ?? "";
            if (!names.Add(name))
                throw Bad($"has two tensors named '{Short(name)}'");
            reader.Read();
            if (name == "__metadata__")
                reader.Skip();
            else
                entries.Add(ReadEntry(name, ref reader));
        }
        while (reader.Read()) { }
        return entries;
    }

    private TensorEntry ReadEntry(string name, ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
            throw Bad(name, "is not described by a JSON object with dtype, shape and data_offsets");

        string? dtype = null;
        long[]? shape = null,
            offsets = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            string property = reader.GetString() ?? "";
            reader.Read();
            switch (property)
            {
                case "dtype" when dtype is null && reader.TokenType == JsonTokenType.String:
                    dtype = reader.GetString();
                    break;
                case "shape" when shape is null:
                    shape = ReadNumbers(name, property, LongestShape, ref reader);
                    break;
                case "data_offsets" when offsets is null:
                    offsets = ReadNumbers(name, property, 2, ref reader);
                    break;
                case "dtype" or "shape" or "data_offsets":
                    throw Bad(name, $"has its {property} twice, or not as a text");
                default:
                    reader.Skip();
                    break;
            }
        }
        return Checked(name, dtype, shape, offsets);
    }

    private long[] ReadNumbers(string name, string property, int atMost, ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw Bad(name, $"has a {property} that is not a list of numbers");

        List<long> numbers = new();
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            if (reader.TokenType != JsonTokenType.Number || !reader.TryGetInt64(out long number) || number < 0)
                throw Bad(name, $"has a {property} with an entry that is not a whole number from 0 to {long.MaxValue}");
            if (numbers.Count == atMost)
                throw Bad(name, $"has a {property} of more than {atMost} numbers");
            numbers.Add(number);
        }
        return [.. numbers];
    }

    private TensorEntry Checked(string name, string? dtype, long[]? shape, long[]? offsets)
    {
        if (dtype is null || shape is null || offsets is not [var begin, var end])
            throw Bad(name, "lacks its dtype, its shape or the two numbers of its data_offsets");
        SafetensorsDtype known = SafetensorsDtype.Find(dtype)
            ?? throw Bad(name, $"has the unknown dtype '{Short(dtype)}'; known are {SafetensorsDtype.All}");

        TensorEntry entry = new(name, known, shape, begin, end);
        if (begin > end)
            throw Bad(name, $"ends at byte {end}, before it begins at byte {begin}");
        if (SizeOf(shape, known.Size) is not { } size)
            throw Bad(name, $"has the shape {entry.ShapeText}, which has more bytes than can be counted");
        if (size != entry.Bytes)
            throw Bad(
                name,
                $"of shape {entry.ShapeText} and dtype {dtype} takes {size} bytes, but its data_offsets {begin} to {end} hold {entry.Bytes}"
            );
        return entry;
    }

    /// <summary>Bytes of a shape; null when the product overflows, also where a zero would hide it.</summary>
    private static long? SizeOf(long[] shape, int elementSize)
    {
        Int128 extent = elementSize;
        foreach (long side in shape)
        {
            extent *= Math.Max(side, 1);
            if (extent > long.MaxValue)
                return null;
        }
        return shape.Contains(0) ? 0 : (long)extent;
    }

    private void CheckLayout(List<TensorEntry> entries, long dataLength)
    {
        entries.Sort((a, b) => (a.Begin, a.End).CompareTo((b.Begin, b.End)));
        long expected = 0;
        foreach (TensorEntry entry in entries)
        {
            if (entry.End > dataLength)
                throw Bad(entry.Name, $"ends at byte {entry.End} of the data, but the file has only {dataLength}; it was cut");
            if (entry.Begin < expected)
                throw Bad(entry.Name, $"begins at byte {entry.Begin}, inside the tensor before it, which ends at {expected}");
            if (entry.Begin > expected)
                throw Bad(
                    entry.Name,
                    $"begins at byte {entry.Begin}, but the tensor before it ends at {expected}; the bytes between belong to nobody"
                );
            expected = entry.End;
        }
        if (expected != dataLength)
            throw Bad($"has {dataLength} bytes of data, but its tensors end at byte {expected}");
    }

    private WeightsException Bad(string what) => new($"{source} {what}.");

    private WeightsException Bad(string tensor, string what) => new($"{source}: tensor '{Short(tensor)}' {what}.");

    private static string Short(string text) => text.Length <= 80 ? text : text[..80] + "...";

    private static string FirstLine(Exception error) => error.Message.Split('\n', '.')[0];
}
