using WhiteBoxLab.Kernel.Cells.Inputs;
using WhiteBoxLab.Kernel.Cells.Progress;
using WhiteBoxLab.Kernel.Displays;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Cells;

#pragma warning disable IDE1006, CA1708 // display, cancellationToken and HTML read as notebooks write them
/// <summary>What every cell can call without a using.</summary>
public static class CellFunctions
{
    private static RunningCell? output;
    private static InputRequests? input;

    /// <summary>
    /// Signals that somebody stopped the running cell. Give it to what takes long:
    /// <c>network.Explain(photo, new Fem(), cancellationToken: cancellationToken)</c>.
    /// </summary>
    public static CancellationToken Token => output?.Current?.Command.Cancelled ?? CancellationToken.None;

    /// <summary>The same as <see cref="Token"/>, under the name that parameters have.</summary>
    public static CancellationToken cancellationToken => Token;

    /// <summary>Shows a value below the cell.</summary>
    /// <param name="value">A map, several maps, a photo, a heatmap, a list of records, a tensor, text, or anything else.</param>
    /// <param name="mimeTypes">The forms it is shown in, such as <c>text/html</c> or <c>application/json</c>; those that suit it where none
    /// is named. A text is taken as it stands; for pictures it is base64.</param>
    /// <returns>What is shown, to be updated later.</returns>
    public static DisplayedValue display(object? value, params string[] mimeTypes) => DisplayedValue.Show(Run, value, mimeTypes);

    /// <summary>Shows a value below the cell: the same as <c>display(value)</c>.</summary>
    /// <param name="value">The value.</param>
    /// <param name="mimeTypes">The forms it is shown in; those that suit it where none is named.</param>
    /// <returns>What is shown, to be updated later.</returns>
    public static DisplayedValue Display(this object? value, params string[] mimeTypes) => display(value, mimeTypes);

    /// <summary>Shows a text in a form of your choice: the same as <c>display(value, mimeType)</c>.</summary>
    /// <param name="value">The text; for pictures, base64.</param>
    /// <param name="mimeType">Its form.</param>
    /// <returns>What is shown, to be updated later.</returns>
    public static DisplayedValue DisplayAs(this string value, string mimeType) => display(value, mimeType);

    /// <summary>Shows items as a table: a column for each property, or one column of values.</summary>
    /// <typeparam name="T">The type of an item.</typeparam>
    /// <param name="items">The items.</param>
    /// <param name="mimeTypes">The forms it is shown in; those that suit it where none is named.</param>
    /// <returns>What is shown, to be updated later.</returns>
    public static DisplayedValue DisplayTable<T>(this IEnumerable<T> items, params string[] mimeTypes) =>
        display(new RowsToShow(items), mimeTypes);

    /// <summary>Runs a script below the cell, where the page lets scripts of outputs run.</summary>
    /// <param name="script">JavaScript.</param>
    public static void Javascript(string script) => display($"<script type=\"text/javascript\">{script}</script>", "text/html");

    /// <summary>Text that is meant as HTML: the same as <see cref="Html"/>.</summary>
    /// <param name="html">The HTML.</param>
    public static FormattedText HTML(string html) => Html(html);

    /// <summary>Text that is meant as HTML; show it with <c>display</c> or as the last expression.</summary>
    /// <param name="html">The HTML.</param>
    public static FormattedText Html(string html) => new("text/html", html);

    /// <summary>Text that is meant as Markdown; show it with <c>display</c> or as the last expression.</summary>
    /// <param name="markdown">The Markdown.</param>
    public static FormattedText Markdown(string markdown) => new("text/markdown", markdown);

    /// <summary>Takes away what this cell has shown and printed so far.</summary>
    /// <param name="wait">Whether only when the next output comes, so that nothing flickers. False unless told otherwise.</param>
    public static void ClearOutput(bool wait = false) => Run.Command.Publish(new OutputCleared(wait));

    /// <summary>Goes through items and shows below the cell how far it is: <c>foreach (var photo in progress(photos)) ...</c></summary>
    /// <typeparam name="T">The type of an item.</typeparam>
    /// <param name="items">The items; of a collection the number is known, otherwise they are only counted.</param>
    /// <param name="title">What is being done; empty unless told otherwise.</param>
    public static IEnumerable<T> progress<T>(IEnumerable<T> items, string title = "")
    {
        ArgumentNullException.ThrowIfNull(items);
        return CellProgress.Follow(items, title);
    }

    /// <summary>Asks for a line below the cell.</summary>
    /// <param name="prompt">The question.</param>
    public static Task<string> GetInputAsync(string prompt = "") => Ask(prompt, isPassword: false);

    /// <summary>Asks for a secret below the cell; it is not shown while it is typed, nor as a value.</summary>
    /// <param name="prompt">The question.</param>
    public static async Task<PasswordString> GetPasswordAsync(string prompt = "") =>
        new(await Ask(prompt, isPassword: true).ConfigureAwait(true));

    private static Task<string> Ask(string prompt, bool isPassword) =>
        (input ?? throw new InvalidOperationException("Nobody is there to ask.")).AskAsync(Run.Command, prompt, isPassword);

    // The run that shows what code shows which runs here: its own, or, where that has ended, the one that runs now.
    internal static CellRun? Live => output?.Live;

    private static CellRun Run => output?.Live ?? throw new InvalidOperationException("There is no running cell to show this in.");

    // Set once, before the first cell: cells can reach only what is static.
    internal static void Serve(RunningCell running, InputRequests questions) => (output, input) = (running, questions);
}
