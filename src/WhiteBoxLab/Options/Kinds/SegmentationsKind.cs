using System.Reflection;

namespace WhiteBoxLab;

/// <summary>Several cuts of a photo into segments.</summary>
internal sealed class SegmentationsKind : TextualKind
{
    internal override string Name => "segmentations";

    internal override IReadOnlyList<string>? Choices(Type type) => ["felzenszwalb"];

    internal override string Literal(object value) => ((Segmentations)value).Code;

    protected override object Parse(string text, Func<string, Tensor>? file) => Segmentations.Parse(text, file);

    protected override bool Serves(ParameterInfo parameter, Type type) => type == typeof(Segmentations);
}
