using System.Text;
using System.Text.Json;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Web.Notebooks.Document;

/// <summary>Applies what an editor says it changed: only that travels, not the whole text.</summary>
public static class TextChanges
{
    /// <summary>The text after the changes; null when they were made on another text, by their length.</summary>
    /// <param name="text">The text before.</param>
    /// <param name="changes">
    /// From the first character to the last, as CodeMirror writes a change set: a number keeps so many characters, an array drops as many
    /// as its first element says
    /// and puts its other elements, which are lines, in their place.
    /// </param>
    public static string? Apply(string text, JsonElement changes)
    {
        if (changes.ValueKind is not JsonValueKind.Array)
            return null;
        StringBuilder after = new(text.Length);
        int at = 0;
        foreach (JsonElement part in changes.EnumerateArray())
        {
            bool keeps = part.ValueKind is JsonValueKind.Number;
            if (!(keeps ? part : part[0]).TryGetInt32(out int length) || length < 0 || length > text.Length - at)
                return null;
            if (keeps)
                after.Append(text, at, length);
            else
                after.AppendJoin('\n', part.EnumerateArray().Skip(1).Select(HalfCharacters.TextOf));
            at += length;
        }
        return at == text.Length ? after.ToString() : null;
    }
}
