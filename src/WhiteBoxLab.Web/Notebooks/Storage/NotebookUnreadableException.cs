using System.Globalization;
using System.Text.Json;

namespace WhiteBoxLab.Web.Notebooks.Storage;

/// <summary>A file is no notebook that the lab can read. The message is a finished sentence; nothing was changed.</summary>
/// <param name="message">What is wrong with it.</param>
public sealed class NotebookUnreadableException(string message) : Exception(message)
{
    internal static NotebookUnreadableException NoJson(JsonException problem, int deepest)
    {
        if (problem.Message.Contains("maximum configured depth", StringComparison.Ordinal))
            return new($"This JSON is nested more than {deepest} levels deep, which no notebook needs. Nothing was changed.");
        string line = problem.LineNumber is { } number
            ? string.Create(CultureInfo.InvariantCulture, $"Line {number + 1} is not valid JSON")
            : "This is not valid JSON";
        return new($"{line} ({problem.Message.Split(" LineNumber", 2)[0].Split(" Path", 2)[0].TrimEnd('.')}). Nothing was changed.");
    }

    internal static NotebookUnreadableException NoNotebook() =>
        new("This JSON is no notebook of format 4. Nothing was changed. Jupyter converts older ones.");

    internal static NotebookUnreadableException OtherFormat(double format) =>
        new(
            string.Create(
                CultureInfo.InvariantCulture,
                $"This notebook is of format {format}; the lab reads format 4, the one since 2015. Nothing was changed. "
                    + $"'jupyter nbconvert --to notebook' converts it."
            )
        );

    internal static NotebookUnreadableException NoCell(int place) => new($"Entry {place} of its cells is no cell. Nothing was changed.");

    internal static NotebookUnreadableException TooLarge(long bytes) =>
        new(
            $"The file has {bytes >> 20} MB; the lab opens notebooks up to {NotebookFile.Largest >> 20} MB. Nothing was "
                + $"changed. Clear its outputs elsewhere, or split it."
        );

    internal static NotebookUnreadableException NoUtf8(byte[] bytes) =>
        bytes is [0xFF, 0xFE, ..] or [0xFE, 0xFF, ..]
            ? new("The file is UTF-16; notebooks are UTF-8. Nothing was changed. Save it as UTF-8 in an editor.")
            : new($"Byte {FirstInvalid(bytes) + 1} is not UTF-8, the encoding of notebooks. Nothing was changed.");

    private static int FirstInvalid(byte[] bytes)
    {
        int at = 0;
        while (
            at < bytes.Length
            && System.Text.Rune.DecodeFromUtf8(bytes.AsSpan(at), out _, out int length) is System.Buffers.OperationStatus.Done
        )
            at += length;
        return at;
    }
}
