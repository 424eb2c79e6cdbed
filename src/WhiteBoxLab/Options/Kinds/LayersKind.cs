using System.Reflection;

namespace WhiteBoxLab;

/// <summary>Names of layers, see <see cref="LayersAttribute"/>.</summary>
internal sealed class LayersKind() : ListKind<string>(new LayerKind())
{
    internal override string Name => "layers";

    internal override string Wanted(Type type) => "a list of names";

    protected override bool Serves(ParameterInfo parameter, Type type) =>
        type == typeof(string[]) && parameter.IsDefined(typeof(LayersAttribute));
}
