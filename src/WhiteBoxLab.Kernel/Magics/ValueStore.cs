using System.Collections.Concurrent;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Magics;

/// <summary>The texts that the kernel <c>value</c> keeps.</summary>
internal sealed class ValueStore
{
    private readonly ConcurrentDictionary<string, FormattedValue> values = new(StringComparer.Ordinal);

    /// <summary>The texts, by name.</summary>
    public IReadOnlyDictionary<string, FormattedValue> All => values;

    public void Keep(string name, FormattedValue value) => values[name] = value;

    public FormattedValue Get(string name) =>
        values.GetValueOrDefault(name) ?? throw new InvalidOperationException($"Value '{name}' not found in kernel value");
}
