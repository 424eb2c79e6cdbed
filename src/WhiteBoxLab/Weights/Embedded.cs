using System.Reflection;

namespace WhiteBoxLab;

/// <summary>The files inside this library: <c>efficientnet-lite0/...</c>, <c>photos/...</c>, <c>fonts/...</c>.</summary>
internal static class Embedded
{
    /// <summary>Opens a file where it lies in the loaded assembly, without a copy. The caller disposes it.</summary>
    public static UnmanagedMemoryStream Open(string name) =>
        Assembly.GetExecutingAssembly().GetManifestResourceStream(name) as UnmanagedMemoryStream
        ?? throw new InvalidOperationException($"The library was built without its file '{name}'.");

    public static string Text(string name)
    {
        using StreamReader reader = new(Open(name));
        return reader.ReadToEnd();
    }

    public static byte[] Bytes(string name)
    {
        using UnmanagedMemoryStream stream = Open(name);
        byte[] bytes = new byte[stream.Length];
        stream.ReadExactly(bytes);
        return bytes;
    }
}
