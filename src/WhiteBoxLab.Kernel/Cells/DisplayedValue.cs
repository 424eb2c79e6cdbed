namespace WhiteBoxLab.Kernel;

/// <summary>Something a cell showed, which it may replace by something newer.</summary>
public sealed class DisplayedValue
{
    private readonly CellRun run;
    private readonly string id;

    private DisplayedValue(CellRun run, string id) => (this.run, this.id) = (run, id);

    /// <summary>Shows another value in the same place.</summary>
    /// <param name="value">The value.</param>
    public void Update(object? value) => run.Show(value, id, update: true);

    internal static DisplayedValue Show(CellRun run, object? value)
    {
        DisplayedValue shown = new(run, Guid.NewGuid().ToString());
        run.Show(value, shown.id, update: false);
        return shown;
    }
}
