using System.Reflection;

namespace WhiteBoxLab;

/// <summary>How a photo is cut into segments.</summary>
internal sealed class SegmentsKind : TextualKind
{
    internal override string Name => "segments";

    internal override string Wanted(Type type) => "segments, such as \"grid:8\" or \"superpixels:50\"";

    internal override string Literal(object value) => ((Segments)value).Code;

    protected override object Parse(string text, Func<string, Tensor>? file) => Segments.Parse(text, file);

    protected override bool Serves(ParameterInfo parameter, Type type) => type == typeof(Segments);
}
