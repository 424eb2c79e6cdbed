using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Text.RegularExpressions;

namespace WhiteBoxLab.Kernel.Cells.Progress;

/// <summary>A bar below the cell that shows how far it is; redrawn ten times a second at most.</summary>
public sealed partial class CellProgress
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
        shown = CellFunctions.display(this);
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
        string.Create(
            CultureInfo.InvariantCulture,
            $"{(title.Length > 0 ? title + ": " : "")}{Done:N0}{(total is { } all ? $" of {all:N0}" : "")}, "
                + $"{Stopwatch.GetElapsedTime(begin).TotalSeconds:F1} s"
        );

    internal string ToHtml() =>
        string.Create(
            CultureInfo.InvariantCulture,
            $"<div role=\"status\"><progress {(total is { } all ? $"max=\"{Math.Max(1, all)}\" value=\"{Done}\"" : "")}"
                + $"></progress> {WebUtility.HtmlEncode(ToString())}</div>"
        );

    // What a bar shows, for clients that have one of their own; null for what is none. A total of 0 is one that nobody knows.
    internal static (int Done, int Total, string Text)? Read(string html) =>
        Shown().Match(html) is { Success: true } shown
            ? (Number(shown.Groups["done"]), Number(shown.Groups["total"]), WebUtility.HtmlDecode(shown.Groups["text"].Value))
            : null;

    private static int Number(Group digits) => digits.Success ? int.Parse(digits.Value, CultureInfo.InvariantCulture) : 0;

    [GeneratedRegex(@"^<div role=""status""><progress (max=""(?<total>\d+)"" value=""(?<done>\d+)"")?></progress> (?<text>[^<]*)</div>$")]
    private static partial Regex Shown();

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
