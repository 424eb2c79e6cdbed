using System.Reflection;

namespace WhiteBoxLab;

/// <summary>Several inputs that a photo is compared with.</summary>
internal sealed class BaselinesKind : TextualKind
{
    internal override string Name => "baselines";

    internal override IReadOnlyList<string>? Choices(Type type) => ["plain"];

    internal override string Literal(object value) => ((Baselines)value).Code;

    protected override object Parse(string text, Func<string, Tensor>? file) => Baselines.Parse(text, file);

    protected override bool Serves(ParameterInfo parameter, Type type) => type == typeof(Baselines);
}
