using System.Buffers.Binary;
using System.Text;

namespace WhiteBoxLab.Tests;

/// <summary>Hand-written safetensors files.</summary>
internal static class SafetensorsBytes
{
    public static byte[] Of(string header, int dataLength, long? headerLength = null)
    {
        byte[] json = Encoding.UTF8.GetBytes(header);
        byte[] file = new byte[8 + json.Length + dataLength];
        BinaryPrimitives.WriteInt64LittleEndian(file, headerLength ?? json.Length);
        json.CopyTo(file, 8);
        return file;
    }
}
