using WhiteBoxLab.Kernel.Cells;
using WhiteBoxLab.Kernel.Displays;

namespace WhiteBoxLab;

/// <summary>Something a cell showed, which this cell or a later one may replace by something newer.</summary>
public sealed class DisplayedValue
{
    private readonly CellRun run;
    private readonly string[] mimeTypes;
    private readonly string id = Guid.NewGuid().ToString();

    private DisplayedValue(CellRun run, string[]? mimeTypes) => (this.run, this.mimeTypes) = (run, mimeTypes ?? []);

    /// <summary>Shows another value in the same place, in the forms that were named for the first.</summary>
    /// <param name="value">The value.</param>
    public void Update(object? value) => (CellFunctions.Live ?? run).Show(Formed(value), id, update: true);

    internal static DisplayedValue Show(CellRun run, object? value, string[]? mimeTypes)
    {
        DisplayedValue shown = new(run, mimeTypes);
        run.Show(shown.Formed(value), shown.id, update: false);
        return shown;
    }

    private object? Formed(object? value) => mimeTypes.Length == 0 ? value : new ValueInForms(value, mimeTypes);
}
