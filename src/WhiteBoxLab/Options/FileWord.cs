namespace WhiteBoxLab;

/// <summary>Words of options that stand for a tensor of the file that the input comes from.</summary>
internal static class FileWord
{
    private const string Word = "file";

    /// <summary>The tensor that <c>file</c> (under its usual key) or <c>file:KEY</c> means; null for other words, or without a
    /// file.</summary>
    internal static Tensor? Of(string text, string usual, Func<string, Tensor>? file) =>
        text switch
        {
            _ when file is null => null,
            Word => file(usual),
            _ when text.StartsWith($"{Word}:", StringComparison.Ordinal) => file(text[(Word.Length + 1)..]),
            _ => null,
        };
}
