using System.Runtime.InteropServices;
using System.Text;

namespace WhiteBoxLab.Benchmark;

/// <summary>A message of Protocol Buffers, written field by field.</summary>
internal sealed class Message
{
    private readonly MemoryStream bytes = new();

    internal Message Number(int field, long value)
    {
        Variable((ulong)field << 3);
        Variable((ulong)value);
        return this;
    }

    internal Message Text(int field, string value) => Bytes(field, Encoding.UTF8.GetBytes(value));

    internal Message Nested(int field, Message value) => Bytes(field, value.bytes.ToArray());

    internal Message Bytes(int field, ReadOnlySpan<byte> value)
    {
        Variable(((ulong)field << 3) | 2);
        Variable((ulong)value.Length);
        bytes.Write(value);
        return this;
    }

    internal byte[] ToArray() => bytes.ToArray();

    private void Variable(ulong value)
    {
        for (; value >= 0x80; value >>= 7)
            bytes.WriteByte((byte)(value | 0x80));
        bytes.WriteByte((byte)value);
    }

    /// <summary>Floats as they lie in memory.</summary>
    internal Message Floats(int field, ReadOnlySpan<float> values) => Bytes(field, MemoryMarshal.AsBytes(values));
}
