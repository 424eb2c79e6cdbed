using System.Globalization;
using WhiteBoxLab.Kernel.Running;

namespace WhiteBoxLab.Kernel.Verbs.Explaining;

/// <summary>From what was typed after <c>--target</c> to a target.</summary>
internal static class TargetChoice
{
    private const int MostCandidates = 8;
    private const string Class = "class:";

    /// <summary>The target for an input.</summary>
    /// <param name="text"><c>top</c>, <c>file</c>, a class's label, its number where no label is that number, a synonym of
    /// its label, <c>class:NUMBER</c> or <c>neuron:LAYER:CHANNEL[,ROW,COLUMN]</c>.</param>
    /// <param name="network">The network whose classes are meant.</param>
    /// <param name="input">The input, whose file may hold targets.</param>
    /// <exception cref="UsageException">There is no such class, or several are meant.</exception>
    public static Target Of(string text, Network network, ShellInput input) =>
        text switch
        {
            "top" => Target.Top,
            "file" => Target.Classes(
                input.Targets
                    ?? throw new UsageException($"--target file needs a .safetensors file with 'target'; '{input.Name}' has none.")
            ),
            _ when text.StartsWith("neuron:", StringComparison.Ordinal) => Neuron(text.Split(':')),
            _ when text.StartsWith(Class, StringComparison.Ordinal) => Target.Class(
                InRange(Number(text[Class.Length..]) ?? throw new UsageException($"A class is class:NUMBER; this is '{text}'."), network)
            ),
            _ when Number(text) is { } number && !network.Labels.Contains(text) => Target.Class(InRange(number, network)),
            _ => Target.Class(Named(text, network)),
        };

    private static int? Number(string text) =>
        int.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int number) ? number : null;

    private static Target Neuron(string[] parts)
    {
        int?[] place = parts is [_, _, var numbers]
            ?
            [
                .. numbers
                    .Split(',')
                    .Select(one =>
                        int.TryParse(one, NumberStyles.None, CultureInfo.InvariantCulture, out int number) ? number : (int?)null
                    ),
            ]
            : [];
        return place switch
        {
            [{ } channel] => Target.Neuron(parts[1], channel),
            [{ } channel, { } row, { } column] => Target.Neuron(parts[1], channel, row, column),
            _ => throw new UsageException(
                $"A neuron is neuron:LAYER:CHANNEL,ROW,COLUMN, a channel neuron:LAYER:CHANNEL; this is '{string.Join(':', parts)}'."
            ),
        };
    }

    private static int InRange(int number, Network network) =>
        number >= 0 && number < network.Classes
            ? number
            : throw new UsageException($"'{network.Name}' has the classes 0 to {network.Classes - 1}; there is no class {number}.");

    // The whole label, or one of its synonyms, or a word in it: the first of these that fits anything.
    private static int Named(string text, Network network)
    {
        foreach (
            Func<string, bool> fits in new Func<string, bool>[]
            {
                label => Same(label, text),
                label => Synonyms(label).Any(one => Same(one, text)),
                label => Words(label).Any(one => Same(one, text)),
            }
        )
        {
            int[] found = [.. Enumerable.Range(0, network.Labels.Count).Where(one => fits(network.Labels[one]))];
            if (found.Length == 1)
                return found[0];
            if (found.Length > 1)
                throw new UsageException($"'{text}' may mean {Listed(found, network)}. Say which by its number.");
        }
        throw new UsageException(
            network.Labels.Count == 0
                ? $"'{network.Name}' came without labels; give --target a number from 0 to {network.Classes - 1}."
                : $"'{network.Name}' has no class '{text}'. 'list networks --json' shows all labels."
        );
    }

    private static string Listed(int[] found, Network network) =>
        string.Join(", ", found.Take(MostCandidates).Select(one => $"{one} ({network.Labels[one]})"))
        + (found.Length > MostCandidates ? $" and {found.Length - MostCandidates} more" : "");

    private static bool Same(string one, string other) => string.Equals(one, other, StringComparison.OrdinalIgnoreCase);

    private static string[] Synonyms(string label) => label.Split(',', StringSplitOptions.TrimEntries);

    private static string[] Words(string label) =>
        label.Split([',', ' '], StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
}
