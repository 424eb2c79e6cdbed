using System.Text.Json.Nodes;

namespace WhiteBoxLab;

/// <summary>The budget of memory, which stands among a method's options as <c>memory</c> without being one of its constructor.</summary>
internal static class MemoryBudget
{
    internal const string Option = "memory";

    internal const int Most = 1_000_000;

    /// <summary>A budget in megabytes.</summary>
    /// <exception cref="ArgumentException">It is out of range.</exception>
    internal static int Checked(string id, int megabytes) =>
        megabytes is >= 1 and <= Most
            ? megabytes
            : throw new ArgumentException($"The option 'memory' of '{id}' is {megabytes}; it goes from 1 to {Most}.");

    /// <summary>The budget that options have, and the options without it.</summary>
    /// <exception cref="ArgumentException">It is no whole number.</exception>
    internal static (int? Megabytes, JsonObject? Others) Taken(string id, JsonObject? options)
    {
        if (options?.FirstOrDefault(o => string.Equals(o.Key, Option, StringComparison.OrdinalIgnoreCase)) is not { Key: { } key } given)
            return (null, options);
        JsonObject others = options.DeepClone().AsObject();
        others.Remove(key);
        if (given.Value is null)
            return (null, others);
        return NumberKind.Number(given.Value) is { } number && number == Math.Floor(number) && Math.Abs(number) <= int.MaxValue
            ? ((int)number, others)
            : throw new ArgumentException($"The option 'memory' of '{id}' needs a whole number; it is {given.Value.ToJsonString()}.");
    }
}
