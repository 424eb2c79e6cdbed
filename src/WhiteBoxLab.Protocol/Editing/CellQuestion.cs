using System.Text.Json.Serialization;

namespace WhiteBoxLab.Protocol;

/// <summary>
/// Something an editor asks about the text of a cell. Answered beside the cells, so that a running one holds up nobody who types.
/// </summary>
public abstract record CellQuestion : Command
{
    /// <summary>
    /// An extension of ours: which cell of <see cref="KnowCells"/> the text is that of, so that the cells above it count although they have
    /// not run, and a newer
    /// question of the same kind about the same cell takes the place of an older one. Null, as in .NET Interactive, for a text that belongs
    /// to no known cell.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public string? CellId { get; init; }
}
