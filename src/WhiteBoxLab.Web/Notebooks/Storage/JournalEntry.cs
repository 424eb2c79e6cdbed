using System.Collections.Immutable;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using WhiteBoxLab.Web.Notebooks.Document;
using WhiteBoxLab.Web.Notebooks.Document.Operations;

namespace WhiteBoxLab.Web.Notebooks.Storage;

/// <summary>A line of a notebook's journal: something that was done, or a file that is about to be put in place.</summary>
/// <param name="Number">The place in the order of what was done; of a file, the last operation that is in it.</param>
/// <param name="Operation">What was done, or null.</param>
/// <param name="File">The file, or null.</param>
public sealed record JournalEntry(long Number, NotebookOperation? Operation, FileMark? File = null)
{
    private const int HashLength = 16;

    /// <summary>The line with the hash of its own content before it, so that a torn one is known.</summary>
    internal byte[] ToLine()
    {
        byte[] json = JsonSerializer.SerializeToUtf8Bytes(this, NotebookJson.Options);
        return [.. Encoding.ASCII.GetBytes(HashOf(json)), (byte)' ', .. json, (byte)'\n'];
    }

    /// <summary>An entry from a line without its end; null when the line is not whole.</summary>
    /// <param name="line">The line.</param>
    internal static JournalEntry? FromLine(ReadOnlySpan<byte> line)
    {
        if (
            line.Length <= HashLength
            || line[HashLength] != (byte)' '
            || HashOf(line[(HashLength + 1)..]) != Encoding.ASCII.GetString(line[..HashLength])
        )
            return null;
        return JsonSerializer.Deserialize<JournalEntry>(line[(HashLength + 1)..], NotebookJson.Options);
    }

    private static string HashOf(ReadOnlySpan<byte> json) => Convert.ToHexStringLower(SHA256.HashData(json).AsSpan(0, HashLength / 2));
}

/// <summary>A notebook's file as it was written or read: enough to know it again, and to tell which cells somebody changed in it.</summary>
/// <param name="Hash">The hash of its bytes.</param>
/// <param name="Cells">Its cells.</param>
/// <param name="Bin">The deleted cells at that time; null where they are those of the mark before.</param>
/// <param name="Conflicts">The open choices at that time.</param>
public sealed record FileMark(
    string Hash,
    ImmutableList<CellMark> Cells,
    ImmutableList<BinnedCell>? Bin = null,
    ImmutableList<CellConflict>? Conflicts = null
)
{
    /// <summary>The mark of a file.</summary>
    /// <param name="bytes">The file.</param>
    /// <param name="state">The notebook in it.</param>
    internal static FileMark Of(ReadOnlySpan<byte> bytes, NotebookState state) =>
        new(HashOf(bytes), CellMark.Of(state.Cells), Conflicts: state.Conflicts.IsEmpty ? null : state.Conflicts);

    /// <summary>The hash of a file.</summary>
    /// <param name="bytes">The file.</param>
    internal static string HashOf(ReadOnlySpan<byte> bytes) =>
        string.Create(CultureInfo.InvariantCulture, $"{Convert.ToHexStringLower(SHA256.HashData(bytes))}:{bytes.Length}");
}
