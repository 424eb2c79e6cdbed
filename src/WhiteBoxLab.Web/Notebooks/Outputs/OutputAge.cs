using WhiteBoxLab.Web.Compute;
using WhiteBoxLab.Web.Notebooks.Document;

namespace WhiteBoxLab.Web.Notebooks.Outputs;

/// <summary>How old what a cell shows is, by the kernel that it came from.</summary>
public enum OutputAge
{
    /// <summary>Of the kernel that lives, or there is nothing to see.</summary>
    Now,

    /// <summary>Of a kernel that has ended since the notebook was opened.</summary>
    Ended,

    /// <summary>From the file, or copied: of a kernel that nobody here knows.</summary>
    Earlier,
}

/// <summary>Tells how old outputs are.</summary>
public static class OutputAges
{
    /// <summary>How old what a cell shows is.</summary>
    /// <param name="cell">The cell.</param>
    /// <param name="state">Its notebook.</param>
    public static OutputAge Of(Cell cell, NotebookState state) =>
        cell switch
        {
            { Outputs.IsEmpty: true } => OutputAge.Now,
            { KernelRun: null } => OutputAge.Earlier,
            _ when cell.KernelRun == state.KernelRun && state.Kernel is not KernelState.Gone => OutputAge.Now,
            _ => OutputAge.Ended,
        };

    /// <summary>The same in words; null where there is nothing to say.</summary>
    /// <param name="age">How old.</param>
    public static string? Words(OutputAge age) =>
        age switch
        {
            OutputAge.Ended => "From a kernel that has ended",
            OutputAge.Earlier => "From an earlier session",
            _ => null,
        };
}
