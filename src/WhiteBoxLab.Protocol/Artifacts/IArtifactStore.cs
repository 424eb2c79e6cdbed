namespace WhiteBoxLab.Protocol;

/// <summary>
/// Files named by the hash of their content, so that a name never changes its meaning and may be cached for ever. Messages carry names;
/// where the bytes lie is the store's own business.
/// </summary>
public interface IArtifactStore
{
    /// <summary>Keeps some bytes and returns their name.</summary>
    /// <param name="content">The bytes.</param>
    /// <param name="extension">The file's ending without the dot: <c>png</c>, <c>npy</c>, <c>jpg</c>, ...</param>
    /// <returns>32 hexadecimal digits, a dot and the ending.</returns>
    string Put(ReadOnlySpan<byte> content, string extension);

    /// <summary>Keeps what is written, which need not fit into memory.</summary>
    /// <param name="write">Writes it; where it throws, nothing is kept.</param>
    /// <param name="extension">The file's ending without the dot.</param>
    /// <returns>The name, as above.</returns>
    Task<string> PutAsync(Func<Stream, Task> write, string extension);

    /// <summary>Whether there is an artifact of a name.</summary>
    /// <param name="name">Any text; what is no name of an artifact is not there.</param>
    bool Has(string name);

    /// <summary>Opens an artifact for reading; null where there is none.</summary>
    /// <param name="name">As for <see cref="Has"/>.</param>
    Stream? Open(string name);

    /// <summary>Removes an artifact; nothing where there is none. Only for those whose name nobody else was told.</summary>
    /// <param name="name">As for <see cref="Has"/>.</param>
    void Remove(string name);
}
