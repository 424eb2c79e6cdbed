namespace WhiteBoxLab;

/// <summary>Checks on shapes while a network is put together.</summary>
internal static class Require
{
    internal static long[] One(Layer layer, IReadOnlyList<long[]> inputs) =>
        inputs.Count == 1
            ? inputs[0]
            : throw new NetworkException($"Layer '{layer.Name}' ({layer.Op}) reads one layer; it is given {inputs.Count}.");

    internal static long[] Picture(Layer layer, IReadOnlyList<long[]> inputs) =>
        One(layer, inputs) is { Length: 3 } shape
            ? shape
            : throw new NetworkException(
                $"Layer '{layer.Name}' ({layer.Op}) needs an input with positions [C, H, W]; '{layer.Inputs[0]}' gives {Shape(inputs[0])}."
            );

    internal static string Shape(IEnumerable<long> shape) => $"[{string.Join(", ", shape)}]";
}
