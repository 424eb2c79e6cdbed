using WhiteBoxLab.Kernel.Running;

namespace WhiteBoxLab.Kernel.Verbs;

/// <summary>
/// A command line taken apart: options with a value (<c>--out FILE</c> or <c>--out=FILE</c>), flags, and everything else.
/// </summary>
internal sealed class Arguments
{
    private readonly Dictionary<string, string> values = new(StringComparer.Ordinal);
    private readonly List<string> others = [];

    private Arguments() { }

    /// <summary>What belongs to no option, in order.</summary>
    public IReadOnlyList<string> Others => others;

    /// <summary>The value of an option, or null where it was not given.</summary>
    public string? this[string option] => values.GetValueOrDefault(option);

    /// <summary>Whether a flag was given.</summary>
    public bool Has(string flag) => values.ContainsKey(flag);

    /// <summary>Takes a command line apart.</summary>
    /// <param name="line">What stands behind the verb.</param>
    /// <param name="options">The options that take a value.</param>
    /// <param name="flags">The options that take none.</param>
    /// <exception cref="UsageException">An option is unknown, has no value, or comes twice.</exception>
    public static Arguments Parse(IEnumerable<string> line, IReadOnlyList<string> options, IReadOnlyList<string> flags)
    {
        Arguments arguments = new();
        Queue<string> rest = new(line);
        while (rest.TryDequeue(out string? word))
        {
            if (word == "--")
                arguments.others.AddRange(rest.ToArray().Select(_ => rest.Dequeue()));
            else if (word.StartsWith("--", StringComparison.Ordinal))
                arguments.Add(word, rest, options, flags);
            else
                arguments.others.Add(word);
        }
        return arguments;
    }

    private void Add(string word, Queue<string> rest, IReadOnlyList<string> options, IReadOnlyList<string> flags)
    {
        string[] parts = word.Split('=', 2);
        string value = "";
        if (options.Contains(parts[0]))
            value = parts is [_, var given] || rest.TryDequeue(out given) ? given : throw new UsageException($"{parts[0]} needs a value.");
        else if (!flags.Contains(word))
            throw new UsageException($"There is no option {parts[0]}. There is {string.Join(", ", options.Concat(flags))}.");
        if (!values.TryAdd(parts[0], value))
            throw new UsageException($"{parts[0]} is given twice.");
    }
}
