using System.Collections;

namespace WhiteBoxLab.Kernel.Displays;

/// <summary>Items that are to be shown as a table, whatever they are.</summary>
/// <param name="Items">The items.</param>
internal sealed record RowsToShow(IEnumerable Items);
