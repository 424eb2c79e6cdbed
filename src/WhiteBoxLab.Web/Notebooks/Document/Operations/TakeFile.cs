using System.Collections.Immutable;
using System.Text.Json.Nodes;
using WhiteBoxLab.Web.Notebooks.Storage;

namespace WhiteBoxLab.Web.Notebooks.Document.Operations;

public abstract partial record NotebookOperation
{
    /// <summary>The file was changed elsewhere: the notebook becomes what both sides made of it. Made by <see cref="FileMerge"/>.</summary>
    /// <param name="Cells">All cells.</param>
    /// <param name="Frame">The file around them.</param>
    /// <param name="Style">The file's layout.</param>
    /// <param name="Binned">Cells that the file no longer has.</param>
    /// <param name="Conflicts">Cells that both sides changed.</param>
    /// <param name="Sentence">What happened, for the visitor.</param>
    public sealed record TakeFile(
        ImmutableList<Cell> Cells,
        JsonObject Frame,
        NotebookStyle Style,
        ImmutableList<BinnedCell> Binned,
        ImmutableList<CellConflict> Conflicts,
        string? Sentence
    ) : NotebookOperation
    {
        /// <inheritdoc/>
        public override bool OfLab => true;

        /// <inheritdoc/>
        public override NotebookState Apply(NotebookState state) =>
            state.Next() with
            {
                Cells = Cells,
                Frame = Frame,
                Style = Style,
                Bin = state.Bin.AddRange(Binned),
                Notice = Sentence,
                Conflicts = state.Conflicts.RemoveAll(old => Conflicts.Exists(conflict => conflict.Cell == old.Cell)).AddRange(Conflicts),
            };
    }
}
