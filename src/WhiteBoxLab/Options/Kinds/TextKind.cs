using System.Reflection;

namespace WhiteBoxLab;

/// <summary>A text that means nothing to anybody but its method.</summary>
internal sealed class TextKind : TextualKind
{
    internal override string Name => "text";

    protected override bool Serves(ParameterInfo parameter, Type type) =>
        type == typeof(string) && !parameter.IsDefined(typeof(LayerAttribute));
}
