using System.Collections.Immutable;
using WhiteBoxLab.Web.Notebooks.Document;
using WhiteBoxLab.Web.Notebooks.Storage;

namespace WhiteBoxLab.Web.Notebooks.Page;

/// <summary>The cells that a visitor has cut or copied, for this notebook or another.</summary>
public sealed class CellClipboard
{
    private ImmutableList<Cell> cells = [];

    /// <summary>Whether there is nothing to paste.</summary>
    public bool IsEmpty => cells.IsEmpty;

    /// <summary>Takes cells in the place of those before.</summary>
    /// <param name="taken">The cells.</param>
    public void Take(IEnumerable<Cell> taken) => cells = [.. taken];

    /// <summary>The cells under new ids, at rest.</summary>
    public ImmutableList<Cell> Copies() => [.. cells.Select(CopyOf)];

    /// <summary>A cell under a new id, at rest.</summary>
    /// <param name="cell">The cell.</param>
    public static Cell CopyOf(Cell cell) =>
        cell with
        {
            Id = NotebookFile.NewId(),
            Activity = CellActivity.None,
            Version = 0,
            RunNumber = null,
            RanSource = null,
            KernelRun = null,
        };
}
