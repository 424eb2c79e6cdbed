using System.Text.RegularExpressions;

namespace WhiteBoxLab.Kernel.Magics;

/// <summary>What stands behind a magic's name.</summary>
/// <param name="Words">What belongs to no option.</param>
/// <param name="Options">The options that were given.</param>
internal sealed partial record MagicArguments(IReadOnlyList<string> Words, IReadOnlyDictionary<string, string> Options)
{
    public string? this[string option] => Options.GetValueOrDefault(option);

    /// <summary>An option that must be there.</summary>
    public string Required(string option) => this[option] ?? throw new InvalidOperationException($"{option} is missing.");

    public static MagicArguments Parse(string text, IReadOnlyList<string> options)
    {
        List<string> words = [];
        Dictionary<string, string> given = new(StringComparer.Ordinal);
        Queue<string> rest = new(Word().Matches(text).Select(match => match.Value));
        while (rest.TryDequeue(out string? word))
        {
            if (!word.StartsWith("--", StringComparison.Ordinal))
                words.Add(Unquoted(word));
            else if (!options.Contains(word))
                throw new InvalidOperationException(
                    options.Count == 0
                        ? $"There is no option {word} here."
                        : $"There is no option {word} here. There is {string.Join(", ", options)}."
                );
            else if (rest.TryDequeue(out string? value))
                given[word] = Unquoted(value);
            else
                throw new InvalidOperationException($"{word} needs a value.");
        }
        return new MagicArguments(words, given);
    }

    // @input:"What is it?" keeps its quotes to whoever reads it.
    private static string Unquoted(string word) =>
        word is ['"', .. var inside, '"'] ? inside.Replace("\\\"", "\"", StringComparison.Ordinal) : word;

    [GeneratedRegex("""@?[^\s"]*"(?:[^"\\]|\\.)*"|\S+""")]
    private static partial Regex Word();
}
