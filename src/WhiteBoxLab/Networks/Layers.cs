using System.Reflection;

namespace WhiteBoxLab;

/// <summary>The kinds of layers there are, found by their <see cref="OpAttribute"/>.</summary>
internal static class Layers
{
    private static readonly Dictionary<string, ConstructorInfo> ByOp = Discover
        .Types<Layer>()
        .ToDictionary(
            OpAttribute.Of,
            t =>
                t.GetConstructor(BindingFlags.NonPublic | BindingFlags.Instance, [typeof(LayerSource)])
                ?? throw new InvalidOperationException($"{t.Name} has no constructor that takes a {nameof(LayerSource)}."),
            StringComparer.Ordinal
        );

    /// <summary>The operations, in alphabetical order.</summary>
    internal static IReadOnlyList<string> Ops { get; } = [.. ByOp.Keys.Order(StringComparer.Ordinal)];

    /// <summary>The layer that an entry of <c>network.json</c> describes.</summary>
    internal static Layer Read(LayerSource source)
    {
        if (!ByOp.TryGetValue(source.Op, out ConstructorInfo? constructor))
            throw new NetworkException(
                $"Layer '{source.Name}' has the operation '{source.Op}', which is not known here. Known are {string.Join(", ", Ops)}."
            );
        Layer layer = (Layer)constructor.Invoke(BindingFlags.DoNotWrapExceptions, null, [source], null);
        source.RequireRead();
        return layer;
    }
}
