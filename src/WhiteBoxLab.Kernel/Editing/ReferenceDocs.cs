using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;

namespace WhiteBoxLab.Kernel.Editing;

/// <summary>
/// Documentation of assemblies. For the framework it lies in the reference pack of an installed SDK, in files that are named after other
/// assemblies than those
/// that run: all of them are indexed, by the hash of a member's id, when the first is asked for.
/// </summary>
internal sealed class ReferenceDocs : DocumentationProvider
{
    private static readonly Lazy<Dictionary<ulong, DocPosition>> Index = new(MakeIndex);

    /// <summary>Reads the index, so that nobody waits for it.</summary>
    public static void Warm() => _ = Index.Value;

    public override bool Equals(object? obj) => obj is ReferenceDocs;

    public override int GetHashCode() => 1;

    protected override string? GetDocumentationForSymbol(
        string documentationMemberID,
        CultureInfo preferredCulture,
        CancellationToken cancellationToken = default
    )
    {
        if (!Index.Value.TryGetValue(Hash(Encoding.UTF8.GetBytes(documentationMemberID)), out DocPosition place))
            return "";
        byte[] bytes = new byte[place.Length];
        using FileStream file = File.OpenRead(place.File);
        file.Position = place.Offset;
        file.ReadExactly(bytes);
        return Encoding.UTF8.GetString(bytes);
    }

    private static Dictionary<ulong, DocPosition> MakeIndex()
    {
        Dictionary<ulong, DocPosition> index = [];
        if (Folder() is { } folder)
        {
            foreach (string file in Directory.EnumerateFiles(folder, "*.xml").Order(StringComparer.Ordinal))
                Read(file, index);
        }
        return index;
    }

    private static void Read(string file, Dictionary<ulong, DocPosition> index)
    {
        ReadOnlySpan<byte> bytes = File.ReadAllBytes(file),
            begin = "<member name=\""u8,
            end = "</member>"u8;
        for (int at = 0; bytes[at..].IndexOf(begin) is >= 0 and int next; )
        {
            int start = at + next,
                name = start + begin.Length,
                nameEnd = name + bytes[name..].IndexOf((byte)'"'),
                length = bytes[start..].IndexOf(end) + end.Length;
            if (length < end.Length)
                return;
            index.TryAdd(Hash(bytes[name..nameEnd]), new DocPosition(file, start, length));
            at = start + length;
        }
    }

    // The newest reference pack of the framework that runs, beside the shared framework:
    // dotnet/packs/Microsoft.NETCore.App.Ref/10.0.x/ref/net10.0.
    private static string? Folder()
    {
        string root = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(typeof(object).Assembly.Location) ?? ".", "../../.."));
        string packs = Path.Combine(root, "packs", "Microsoft.NETCore.App.Ref");
        return !Directory.Exists(packs)
            ? null
            : Directory
                .EnumerateDirectories(packs, $"{Environment.Version.Major}.*")
                .OrderByDescending(folder => Version.TryParse(Path.GetFileName(folder), out Version? version) ? version : new Version())
                .Select(folder => Path.Combine(folder, "ref", $"net{Environment.Version.Major}.0"))
                .FirstOrDefault(Directory.Exists);
    }

    private static ulong Hash(ReadOnlySpan<byte> name)
    {
        ulong hash = 14695981039346656037; // FNV-1a
        foreach (byte one in name)
            hash = (hash ^ one) * 1099511628211;
        return hash;
    }

    private readonly record struct DocPosition(string File, int Offset, int Length);
}
