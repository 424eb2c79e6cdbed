using TorchSharp;

namespace WhiteBoxLab.Kernel.Displays;

/// <summary>A layer of a module of TorchSharp.</summary>
/// <param name="Layer">Its path in the module; empty for the module itself.</param>
/// <param name="Type">Its type.</param>
/// <param name="Sizes">The shapes of its own parameters and buffers.</param>
/// <param name="Parameters">How many numbers its own parameters are.</param>
/// <param name="Depth">How deep it lies.</param>
internal sealed record ModuleLayer(string Layer, string Type, string Sizes, long Parameters, int Depth)
{
    private const int Most = 1000,
        Deepest = 50;

    /// <summary>The layer as a line, further in the deeper it lies.</summary>
    public string Line =>
        $"{new string(' ', 2 * Depth)}{(Layer.Length > 0 ? $"{Layer}: " : "")}{Type}{(Sizes.Length > 0 ? $" ({Sizes})" : "")}";

    /// <summary>A module and its layers, outside first.</summary>
    public static IEnumerable<ModuleLayer> Of(torch.nn.Module module) => Of(module, "", 0).Take(Most);

    private static IEnumerable<ModuleLayer> Of(torch.nn.Module module, string path, int depth)
    {
        (string Name, torch.Tensor Tensor)[] parameters =
        [
            .. module
                .named_parameters(recurse: false)
                .Select(one => (one.name, (torch.Tensor)one.parameter))
                .Where(one => !one.Item2.IsInvalid),
        ];
        IEnumerable<(string Name, torch.Tensor Tensor)> all = parameters.Concat(
            module.named_buffers(recurse: false).Select(one => (one.name, one.buffer)).Where(one => one.buffer is { IsInvalid: false })
        );
        yield return new ModuleLayer(
            path,
            module.GetName(),
            string.Join(", ", all.Select(one => $"{one.Name} [{string.Join(", ", one.Tensor.shape)}]")),
            parameters.Sum(one => one.Tensor.numel()),
            depth
        );
        foreach ((string name, torch.nn.Module child) in depth < Deepest ? module.named_children() : [])
        {
            foreach (ModuleLayer layer in Of(child, path.Length > 0 ? $"{path}.{name}" : name, depth + 1))
                yield return layer;
        }
    }
}
