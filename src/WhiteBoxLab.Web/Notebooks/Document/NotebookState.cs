using System.Collections.Immutable;
using System.Text.Json.Nodes;
using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Compute;
using WhiteBoxLab.Web.Notebooks.Storage;

namespace WhiteBoxLab.Web.Notebooks.Document;

/// <summary>A notebook as it stands: its cells, its kernel, and what of it is on disk.</summary>
/// <param name="Path">Its path below the notebooks' folder, with forward slashes.</param>
/// <param name="Frame">The file without its cells, with all that nobody here knows; never changed.</param>
/// <param name="Cells">The cells.</param>
public sealed record NotebookState(string Path, JsonObject Frame, ImmutableList<Cell> Cells)
{
    /// <summary>How its file is laid out.</summary>
    public NotebookStyle Style { get; init; } = NotebookStyle.Jupyter;

    /// <summary>Whether it came from elsewhere and nobody here has said yet that it may run.</summary>
    public bool Foreign { get; init; }

    /// <summary>Cells that were changed both here and in the file, which wait for somebody to choose.</summary>
    public ImmutableList<CellConflict> Conflicts { get; init; } = [];

    /// <summary>Counts the changes that belong on disk.</summary>
    public long Revision { get; init; }

    /// <summary>The revision that is on disk for certain.</summary>
    public long SavedRevision { get; init; }

    /// <summary>Why it cannot be saved, in a sentence, or null.</summary>
    public string? SaveProblem { get; init; }

    /// <summary>The name of its kernel in the lab's list; null for the lab's default.</summary>
    public string? KernelName => KernelChoice.Of(Frame);

    /// <summary>The language of the cells that name none, see <see cref="NotebookLanguage"/>.</summary>
    public string Language => NotebookLanguage.Of(Frame);

    /// <summary>Whether any of its cells is in another language than C#, so that each says which it is in.</summary>
    public bool IsPolyglot => Cells.Exists(cell => cell.IsCode && CellCode.LanguageIn(cell, this) != NotebookLanguage.CSharp);

    /// <summary>What its kernel does.</summary>
    public KernelState Kernel { get; init; }

    /// <summary>Counts the kernels that were started since the notebook was opened.</summary>
    public long KernelRun { get; init; }

    /// <summary>The line that a running cell waits for, or null.</summary>
    public CellInput? Asked { get; init; }

    /// <summary>Something about the kernel that the visitor must know, in a sentence or two, or null.</summary>
    public string? Notice { get; init; }

    /// <summary>The run that an error has stopped, while its rest has not run; or null.</summary>
    public RunStop? Stopped { get; init; }

    /// <summary>Cells that were deleted, with their outputs and places, the latest last.</summary>
    public ImmutableList<BinnedCell> Bin { get; init; } = [];

    /// <summary>Counts the runs of cells since the notebook was opened.</summary>
    public long Runs { get; init; }

    /// <summary>How many changes are not on disk yet.</summary>
    public long Unsaved => Revision - SavedRevision;

    /// <summary>The cell that runs, or null.</summary>
    public Cell? Running => Cells.Find(cell => cell.Activity is CellActivity.Running);

    /// <summary>Whether its kernel has what cells left in it: variables, which end with it.</summary>
    public bool HasVariables =>
        Kernel is not KernelState.Gone
        && Cells.Concat(Bin.Select(binned => binned.Cell)).Any(cell => cell.RunNumber is not null && cell.KernelRun == KernelRun);

    /// <summary>The name of its file without the ending.</summary>
    public string Title => System.IO.Path.GetFileNameWithoutExtension(Path);

    /// <summary>The cell with an id, or null.</summary>
    /// <param name="id">The id.</param>
    public Cell? Find(string id) => Cells.Find(cell => cell.Id == id);

    /// <summary>The text of its file.</summary>
    public string ToJson() => NotebookFile.Write(this);
}
