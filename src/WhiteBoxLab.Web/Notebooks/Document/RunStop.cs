using System.Collections.Immutable;

namespace WhiteBoxLab.Web.Notebooks.Document;

/// <summary>A run of several cells that an error has stopped.</summary>
/// <param name="Cell">The id of the cell that failed.</param>
/// <param name="Run">Its run among all runs of the notebook, which tells this stop from others.</param>
/// <param name="Rest">The ids of the cells that waited and did not run, from the top.</param>
public sealed record RunStop(string Cell, long Run, ImmutableList<string> Rest);
