namespace WhiteBoxLab.Kernel;

#pragma warning disable IDE1006, CA1708 // display and cancellationToken read as notebooks write them
/// <summary>What every cell can call without a using.</summary>
public static class Cell
{
    private static CellOutput? output;
    private static InputRoom? input;

    /// <summary>
    /// Signals that somebody stopped the running cell. Give it to what takes long:
    /// <c>network.Explain(photo, new Fem(), cancellationToken: cancellationToken)</c>.
    /// </summary>
    public static CancellationToken Token => output?.Current?.Command.Cancelled ?? CancellationToken.None;

    /// <summary>The same as <see cref="Token"/>, under the name that parameters have.</summary>
    public static CancellationToken cancellationToken => Token;

    /// <summary>Shows a value below the cell.</summary>
    /// <param name="value">A map, several maps, a photo, a heatmap, a list of records, a tensor, text, or anything else.</param>
    /// <returns>What is shown, to be updated later.</returns>
    public static DisplayedValue display(object? value) => DisplayedValue.Show(Run, value);

    /// <summary>Shows a text in a form of your choice.</summary>
    /// <param name="value">The text; for pictures, base64.</param>
    /// <param name="mimeType">Its form, such as <c>text/markdown</c>, <c>text/html</c> or <c>image/png</c>.</param>
    /// <returns>What is shown, to be updated later.</returns>
    public static DisplayedValue display(string value, string mimeType) => DisplayedValue.Show(Run, new FormattedText(mimeType, value));

    /// <summary>Shows a value below the cell: the same as <c>display(value)</c>.</summary>
    /// <param name="value">The value.</param>
    /// <returns>What is shown, to be updated later.</returns>
    public static DisplayedValue Display(this object? value) => DisplayedValue.Show(Run, value);

    /// <summary>Shows a text in a form of your choice: the same as <c>display(value, mimeType)</c>.</summary>
    /// <param name="value">The text; for pictures, base64.</param>
    /// <param name="mimeType">Its form.</param>
    /// <returns>What is shown, to be updated later.</returns>
    public static DisplayedValue DisplayAs(this string value, string mimeType) => display(value, mimeType);

    /// <summary>Text that is meant as HTML; show it with <c>display</c> or as the last expression.</summary>
    /// <param name="html">The HTML.</param>
    public static FormattedText Html(string html) => new("text/html", html);

    /// <summary>Text that is meant as Markdown; show it with <c>display</c> or as the last expression.</summary>
    /// <param name="markdown">The Markdown.</param>
    public static FormattedText Markdown(string markdown) => new("text/markdown", markdown);

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
    public static async Task<PasswordString> GetPasswordAsync(string prompt = "") => new(await Ask(prompt, isPassword: true).ConfigureAwait(true));

    private static Task<string> Ask(string prompt, bool isPassword) => (input ?? throw new InvalidOperationException("Nobody is there to ask.")).AskAsync(Run.Command, prompt, isPassword);

    private static CellRun Run => output?.Current ?? throw new InvalidOperationException("There is no running cell to show this in.");

    // Set once, before the first cell: cells can reach only what is static.
    internal static void Serve(CellOutput room, InputRoom questions) => (output, input) = (room, questions);
}
