using System.Globalization;
using TorchSharp;

namespace WhiteBoxLab.Kernel.Displays;

/// <summary>Shows a module of TorchSharp by its layers, with the sizes of their parameters.</summary>
internal sealed class ModuleFormatter : DisplayFormatter
{
    public override int Rank => 21;

    public override Display? Show(object value, DisplayMaker displays, string? valueId)
    {
        if (value is not torch.nn.Module module)
            return null;
        ModuleLayer[] layers = [.. ModuleLayer.Of(module)];
        string text = string.Join('\n', layers.Select(layer => layer.Line).Append(Total(module)));
        return Grid.Show(
            layers,
            [
                .. Members
                    .Of(typeof(ModuleLayer))
                    .Where(member => member.Name is not (nameof(ModuleLayer.Depth) or nameof(ModuleLayer.Line))),
            ],
            layers.Length,
            text
        );
    }

    /// <summary>Such as <c>Sequential, 314 parameters</c>.</summary>
    public static string Line(torch.nn.Module module) => $"{module.GetName()}, {Total(module)}";

    private static string Total(torch.nn.Module module) =>
        string.Create(CultureInfo.InvariantCulture, $"{module.parameters().Sum(one => one.IsInvalid ? 0 : one.numel()):N0} parameters");
}
