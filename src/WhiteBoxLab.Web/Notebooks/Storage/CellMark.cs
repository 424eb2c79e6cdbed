using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using WhiteBoxLab.Web.Notebooks.Document;

namespace WhiteBoxLab.Web.Notebooks.Storage;

/// <summary>A cell's id and the hash of what is in it, however it was laid out.</summary>
/// <param name="Id">The id.</param>
/// <param name="Hash">The hash of kind, text, metadata, outputs and the rest.</param>
public sealed record CellMark(string Id, string Hash)
{
    private static readonly ConditionalWeakTable<Cell, string> Known = [];
    private static readonly string[] Elsewhere = ["id", "cell_type", "source", "outputs", "execution_count"];

    /// <summary>The marks of cells.</summary>
    /// <param name="cells">The cells.</param>
    public static ImmutableList<CellMark> Of(IEnumerable<Cell> cells) => [.. cells.Select(cell => new CellMark(cell.Id, HashOf(cell)))];

    /// <summary>The hash of a cell.</summary>
    /// <param name="cell">The cell.</param>
    public static string HashOf(Cell cell) => Known.GetValue(cell, Make);

    private static string Make(Cell cell)
    {
        using IncrementalHash hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        hash.AppendData(Encoding.UTF8.GetBytes($"{cell.Kind}\0{cell.Source}\0{(cell.IsCode ? cell.ExecutionCount : null)}\0"));
        foreach (CellOutput output in cell.Outputs)
            Append(hash, output.Json);
        foreach (
            (string key, JsonNode? value) in cell
                .Rest.Where(member => !Elsewhere.Contains(member.Key))
                .OrderBy(member => member.Key, StringComparer.Ordinal)
        )
        {
            hash.AppendData(Encoding.UTF8.GetBytes(key));
            Append(hash, value);
        }
        return Convert.ToHexStringLower(hash.GetHashAndReset().AsSpan(0, 8));
    }

    // Texts count as one, be they a string or lines; the order of keys does not count.
    private static void Append(IncrementalHash hash, JsonNode? node)
    {
        if (node is JsonObject members)
        {
            hash.AppendData("{"u8);
            foreach ((string key, JsonNode? value) in members.OrderBy(member => member.Key, StringComparer.Ordinal))
            {
                hash.AppendData(Encoding.UTF8.GetBytes(key));
                Append(hash, value);
            }
        }
        else if (node is JsonArray { Count: > 0 } values && values.Any(value => value is JsonObject or JsonArray))
        {
            hash.AppendData("["u8);
            foreach (JsonNode? value in values)
                Append(hash, value);
        }
        else
        {
            hash.AppendData(Encoding.UTF8.GetBytes(JsonText.Of(node) ?? "null"));
        }
        hash.AppendData("\0"u8);
    }
}
