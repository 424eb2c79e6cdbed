using System.Reflection;

namespace WhiteBoxLab;

/// <summary>A file of patterns.</summary>
internal sealed class PatternsKind : TextualKind
{
    internal override string Name => "text";

    internal override string Literal(object value) => $"Patterns.Open(\"{value}\")";

    protected override bool Serves(ParameterInfo parameter, Type type) => type == typeof(Patterns);

    protected override object Parse(string text, Func<string, Tensor>? file)
    {
        try
        {
            return Patterns.Open(text);
        }
        catch (WeightsException exception)
        {
            throw new ArgumentException(exception.Message, exception);
        }
    }
}
