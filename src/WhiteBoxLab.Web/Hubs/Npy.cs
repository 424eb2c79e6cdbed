using System.Buffers.Binary;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Web.Hubs;

/// <summary>Reads the bytes of the values out of a <c>.npy</c> file.</summary>
public static class Npy
{
    private const int HeaderLengthAt = 8,
        HeaderAt = 10;

    /// <summary>The bytes of the values of an artifact; empty when it is gone, or is no such file.</summary>
    /// <param name="artifacts">Where it lies.</param>
    /// <param name="name">Its name.</param>
    public static byte[] ValuesOf(IArtifactStore artifacts, string name)
    {
        using Stream? content = artifacts.Open(name);
        using MemoryStream file = new();
        content?.CopyTo(file);
        return ValuesOf(file.ToArray());
    }

    /// <summary>The values' bytes, as they stand behind the header of a version 1.0 file; empty when it is none.</summary>
    /// <param name="file">The file.</param>
    public static byte[] ValuesOf(ReadOnlySpan<byte> file)
    {
        if (file.Length < HeaderAt || file[0] != 0x93 || !file[1..].StartsWith("NUMPY"u8))
            return [];
        int values = HeaderAt + BinaryPrimitives.ReadUInt16LittleEndian(file[HeaderLengthAt..]);
        return values <= file.Length ? file[values..].ToArray() : [];
    }
}
