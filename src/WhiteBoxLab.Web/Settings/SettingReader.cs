using System.Globalization;

namespace WhiteBoxLab.Web.Settings;

/// <summary>
/// Reads the words of the settings. An empty one counts as left out; one that makes no sense is refused with a sentence that says what
/// does.
/// </summary>
/// <param name="lab">The section of the settings.</param>
internal sealed class SettingReader(IConfigurationSection lab)
{
    /// <summary>The section's name.</summary>
    internal const string Section = "Lab";

    private const double LongestMinutes = 1e9; // a good deal more, and no TimeSpan holds them

    private static readonly string[] Known = [.. typeof(LabSettings).GetProperties().Select(one => one.Name).Order(StringComparer.Ordinal)];

    /// <summary>Refuses what is no setting, so that a slip of the pen is not taken for the default.</summary>
    internal void RefuseUnknown()
    {
        if (lab.GetChildren().Select(one => one.Key).FirstOrDefault(key => !IsKnown(key)) is not { } unknown)
            return;
        string closest = Known.OrderBy(name => Distance(name.ToUpperInvariant(), unknown.ToUpperInvariant())).First();
        throw new LabCannotOpenException(
            $"{Section}:{unknown} is no setting. The closest is {Section}:{closest}. There are "
                + $"{string.Join(", ", Known.Select(name => $"{Section}:{name}"))}."
        );
    }

    internal string? Text(string name) => lab[name] is { Length: > 0 } word ? word : null;

    internal string? FileText(string name)
    {
        try
        {
            return Text(name) is { } file ? File.ReadAllText(file).Trim() : null;
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException)
        {
            throw new LabCannotOpenException($"{Section}:{name} is '{Text(name)}', which cannot be read: {problem.Message}");
        }
    }

    internal string[] Names(string name) => (lab[name] ?? "").Split(';', StringSplitOptions.RemoveEmptyEntries);

    internal bool? Warm(string name) =>
        Read<bool>(
            name,
            word => bool.TryParse(word, out bool warm) ? warm : null,
            "Give false for kernels that compute nothing before they are asked, or leave it out for true."
        );

    internal int? Spares(string name) =>
        Read<int>(
            name,
            word => int.TryParse(word, out int count) && count is >= 0 and <= 16 ? count : null,
            "Give the number of kernels that wait warm, from 0 to 16, or leave it out for one."
        );

    internal double? Minutes(string name) =>
        Read<double>(
            name,
            word =>
                double.TryParse(word, NumberStyles.Float, CultureInfo.InvariantCulture, out double minutes) && minutes <= LongestMinutes
                    ? minutes
                    : null,
            "Give a number of minutes, 0 for never, or leave it out for 240."
        );

    internal int? Memory(string name) =>
        Read<int>(
            name,
            word => int.TryParse(word, out int most) && most >= 512 ? most : null,
            $"Give a number of MB from 512, or leave it out for {(name == nameof(LabSettings.KernelDisk) ? "20000" : "no limit")}."
        );

    internal SandboxWish? Sandbox(string name) => Read<SandboxWish>(name, SandboxOf, "There is off, auto and on.");

    internal bool? Network(string name) => Read<bool>(name, TruthOf, "There is true and false.");

    internal (string Name, string Command)[] Commands(string name) => [.. lab.GetSection(name).GetChildren().Select(CommandOf)];

    private T? Read<T>(string name, Func<string, T?> parse, string advice)
        where T : struct
    {
        if (Text(name) is not { } word)
            return null;
        return parse(word) ?? throw new LabCannotOpenException($"{Section}:{name} is '{word}'. {advice}");
    }

    private static SandboxWish? SandboxOf(string word) =>
        word switch
        {
            "off" => SandboxWish.Off,
            "auto" => SandboxWish.Auto,
            "on" => SandboxWish.On,
            _ => null,
        };

    private static bool? TruthOf(string word) =>
        word switch
        {
            "1" => true,
            "0" => false,
            _ when bool.TryParse(word, out bool truth) => truth,
            _ => null,
        };

    private static (string Name, string Command) CommandOf(IConfigurationSection setting)
    {
        if (string.IsNullOrWhiteSpace(setting.Value))
            throw new LabCannotOpenException(
                $"{setting.Path} names no command. Give one such as 'dotnet interactive [vscode] stdio', or leave it out."
            );
        return (setting.Key, setting.Value);
    }

    private static bool IsKnown(string key) => Array.Exists(Known, name => name.Equals(key, StringComparison.OrdinalIgnoreCase));

    // Levenshtein's: how many letters to add, to take away or to change.
    private static int Distance(string one, string other)
    {
        int[] row = [.. Enumerable.Range(0, other.Length + 1)];
        for (int i = 0; i < one.Length; i++)
        {
            (int corner, row[0]) = (row[0], i + 1);
            for (int j = 0; j < other.Length; j++)
                (corner, row[j + 1]) = (row[j + 1], Math.Min(corner + (one[i] == other[j] ? 0 : 1), Math.Min(row[j], row[j + 1]) + 1));
        }
        return row[^1];
    }
}
