using System.Diagnostics;
using System.Globalization;
using System.Net;

namespace WhiteBoxLab.Kernel;

/// <summary>A bar below the cell that shows how far it is; redrawn ten times a second at most.</summary>
public sealed class CellProgress
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    private readonly long begin = Stopwatch.GetTimestamp();
    private readonly string title;
    private readonly int? total;
    private readonly DisplayedValue shown;
    private long drawn;

    /// <summary>Shows a bar.</summary>
    /// <param name="total">How many steps there are; null where nobody knows.</param>
    /// <param name="title">What is being done; empty unless told otherwise.</param>
    public CellProgress(int? total, string title = "")
    {
        (this.total, this.title) = (total, title);
        shown = Cell.display(this);
    }

    /// <summary>How many steps are done.</summary>
    public int Done { get; private set; }

    /// <summary>Says how many steps are done.</summary>
    /// <param name="done">How many.</param>
    public void Report(int done)
    {
        Done = done;
        if (done != total && Stopwatch.GetElapsedTime(drawn) < Pause)
            return;
        Draw();
    }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Create(CultureInfo.InvariantCulture, $"{(title.Length > 0 ? title + ": " : "")}{Done:N0}{(total is { } all ? $" of {all:N0}" : "")}, {Stopwatch.GetElapsedTime(begin).TotalSeconds:F1} s");

    internal string ToHtml() => string.Create(
        CultureInfo.InvariantCulture, $"<div role=\"status\"><progress {(total is { } all ? $"max=\"{Math.Max(1, all)}\" value=\"{Done}\"" : "")}></progress> {WebUtility.HtmlEncode(ToString())}</div>");

    internal static IEnumerable<T> Follow<T>(IEnumerable<T> items, string title)
    {
        CellProgress bar = new(items.TryGetNonEnumeratedCount(out int count) ? count : null, title);
        try
        {
            foreach (T item in items)
            {
                yield return item;
                bar.Report(bar.Done + 1);
            }
        }
        finally
        {
            bar.Draw();
        }
    }

    private void Draw()
    {
        drawn = Stopwatch.GetTimestamp();
        shown.Update(this);
    }
}
