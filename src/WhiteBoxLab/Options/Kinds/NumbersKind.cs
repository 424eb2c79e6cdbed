using System.Reflection;

namespace WhiteBoxLab;

/// <summary>A list of numbers.</summary>
internal sealed class NumbersKind() : ListKind<double>(new NumberKind())
{
    internal override string Name => "numbers";

    internal override string Wanted(Type type) => "a list of numbers";

    protected override bool Serves(ParameterInfo parameter, Type type) => type == typeof(double[]);
}
