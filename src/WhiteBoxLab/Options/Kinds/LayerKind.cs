using System.Reflection;

namespace WhiteBoxLab;

/// <summary>The name of a layer, see <see cref="LayerAttribute"/>.</summary>
internal sealed class LayerKind : TextualKind
{
    internal override string Name => "layer";

    protected override bool Serves(ParameterInfo parameter, Type type) =>
        type == typeof(string) && parameter.IsDefined(typeof(LayerAttribute));
}
