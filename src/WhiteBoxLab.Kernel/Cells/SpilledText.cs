using System.Globalization;
using System.Text;
using WhiteBoxLab.Kernel.Running;

namespace WhiteBoxLab.Kernel.Cells;

/// <summary>All that a cell prints, kept in memory while it is little and in a file from then on.</summary>
/// <param name="files">Where the file goes.</param>
/// <param name="name">The cell's name.</param>
internal sealed class SpilledText(OutputFiles files, string name) : IDisposable
{
    private readonly StringBuilder begin = new();
    private StreamWriter? file;
    private string? problem;
    private long written;

    /// <summary>Keeps a text that is also shown.</summary>
    public void Note(ReadOnlySpan<char> text) => begin.Append(text);

    /// <summary>Keeps a text that is not shown any more.</summary>
    public void Spill(ReadOnlySpan<char> text)
    {
        if (text.IsEmpty || problem is not null)
            return;
        try
        {
            file ??= Open();
            int room = (int)Math.Clamp(OutputFiles.MostInFile - written, 0, text.Length);
            file.Write(text[..room]);
            written += text.Length;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            problem = exception.Message;
        }
    }

    /// <summary>Where the text is.</summary>
    public string Finish()
    {
        string sentence = (problem, file) switch
        {
            ({ } reason, _) => $"It could not be kept in a file: {reason}",
            (_, null) => "",
            (_, { } there) when written > OutputFiles.MostInFile => string.Create(
                CultureInfo.InvariantCulture,
                $"The first {OutputFiles.MostInFile:N0} characters of all that it printed are in {OutputFiles.PathOf(there)}"
            ),
            (_, { } there) => $"All that it printed is in {OutputFiles.PathOf(there)}",
        };
        Dispose();
        return sentence;
    }

    public void Dispose()
    {
        file?.Dispose();
        file = null;
        begin.Clear();
    }

    private StreamWriter Open()
    {
        StreamWriter opened = files.Open(name);
        foreach (ReadOnlyMemory<char> chunk in begin.GetChunks())
            opened.Write(chunk);
        written = begin.Length;
        begin.Clear();
        return opened;
    }
}
