using WhiteBoxLab.Kernel.Running;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Displays;

/// <summary>Makes values ready to be shown. A value that cannot show itself is told of in its place; the cell goes on.</summary>
/// <param name="artifacts">Where the files of maps go.</param>
/// <param name="files">Where what is too large to be shown goes.</param>
internal sealed class DisplayMaker(ArtifactStore artifacts, OutputFiles files)
{
    private const int MostText = 4 << 20,
        MostPicture = 32 << 20; // characters on their way to a page

    /// <summary>Where what is too much to show goes.</summary>
    public OutputFiles Files { get; } = files;

    public ArtifactStore Artifacts { get; } = artifacts;

    public Display Show(object? value, string? valueId)
    {
        if (value is null)
            return new Display([new FormattedValue("text/plain", PlainText.Null)]);
        try
        {
            return Fitting(
                DisplayFormatter.All.Select(form => form.Show(value, this, valueId)).FirstOrDefault(display => display is not null)
                    ?? Text(value)
            );
        }
        catch (Exception exception) when (exception is not (OperationCanceledException or FormatterLoopException))
        {
            return new Display([
                new FormattedValue(
                    "text/plain",
                    $"This {((value as ValueInForms)?.Value ?? value).GetType().Name} cannot be shown: {Sentence.Of(exception)}"
                ),
            ]);
        }
    }

    // One broken value must not take the page with it.
    private Display Fitting(Display display)
    {
        if (display.Forms.FirstOrDefault(IsTooLarge) is not { } large)
            return display;
        string sentence = string.Create(
            System.Globalization.CultureInfo.InvariantCulture,
            $"This value is {large.Value?.Length ?? 0:N0} characters of {large.MimeType}, too many to show. "
                + $"{Files.Keep("value", large.Value ?? "")}"
        );
        return display with
        {
            Forms =
            [
                .. display.Forms.Where(form => !IsTooLarge(form) && form.MimeType != "text/plain"),
                new FormattedValue("text/plain", sentence),
            ],
        };
    }

    private static bool IsTooLarge(FormattedValue form) =>
        form.Value?.Length
        > (form.MimeType.StartsWith("image/", StringComparison.Ordinal) && form.MimeType != "image/svg+xml" ? MostPicture : MostText);

    private static Display Text(object value) => new([new FormattedValue("text/plain", PlainText.Of(value))]);
}
