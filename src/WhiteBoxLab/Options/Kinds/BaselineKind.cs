using System.Reflection;

namespace WhiteBoxLab;

/// <summary>Where a way begins.</summary>
internal sealed class BaselineKind : TextualKind
{
    internal override string Name => "baseline";

    internal override IReadOnlyList<string>? Choices(Type type) => ["zero", "black", "white"];

    internal override string Literal(object value) => ((Baseline)value).Code;

    protected override object Parse(string text, Func<string, Tensor>? file) => Baseline.Parse(text, file);

    protected override bool Serves(ParameterInfo parameter, Type type) => type == typeof(Baseline);
}
