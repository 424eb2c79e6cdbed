using System.Reflection;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Displays;

/// <summary>
/// Shows whatever can draw itself, without knowing it: a type with a method or property of one of these names that gives the text of an SVG
/// or the bytes of a PNG. Arguments of a method must
/// be left out, or be a width and a height.
/// </summary>
internal sealed class DrawnFormatter : DisplayFormatter
{
    private const int Width = 640,
        Height = 400;

    private static readonly string[] Svg = ["ToSvg", "ToSvgString", "GetSvg", "GetSvgXml", "RenderSvg", "Svg"],
        Png = ["ToPng", "ToPngBytes", "GetPng", "GetPngBytes", "EncodePng", "GetImageBytes", "RenderPng", "Png"];

    public override int Rank => 40;

    public override Display? Show(object value, DisplayMaker displays, string? valueId)
    {
        if (value is string or Array or Type || value.GetType().IsPrimitive)
            return null;
        return (SvgOf(value) ?? PngOf(value)) is { } picture
            ? new Display([picture, new FormattedValue("text/plain", PlainText.Summary(value))])
            : null;
    }

    private static FormattedValue? SvgOf(object value) =>
        Svg.Select(name => Read(value, name) as string).FirstOrDefault(text => text?.Contains("<svg", StringComparison.Ordinal) == true)
            is { } svg
            ? new FormattedValue("image/svg+xml", svg)
            : null;

    private static FormattedValue? PngOf(object value) =>
        Png.Select(name => Read(value, name) as byte[]).FirstOrDefault(bytes => bytes is [0x89, (byte)'P', (byte)'N', (byte)'G', ..])
            is { } png
            ? new FormattedValue("image/png", Convert.ToBase64String(png))
            : null;

    private static object? Read(object value, string name)
    {
        const BindingFlags Public = BindingFlags.Instance | BindingFlags.Public;
        if (
            value
                .GetType()
                .GetMethods(Public)
                .Where(method => method.Name == name && !method.IsGenericMethod && IsDrawn(method.ReturnType))
                .OrderBy(method => method.GetParameters().Length)
                .Select(method => (Method: method, Arguments: Arguments(method)))
                .FirstOrDefault(one => one.Arguments is not null) is
            { Method: { } found } call
        )
            return found.Invoke(value, call.Arguments);
        return
            value.GetType().GetProperty(name, Public) is { CanRead: true } property
            && IsDrawn(property.PropertyType)
            && property.GetIndexParameters().Length == 0
            ? property.GetValue(value)
            : null;
    }

    private static bool IsDrawn(Type type) => type == typeof(string) || type == typeof(byte[]);

    // None, those that may be left out, or a width and a height; null where it needs others.
    private static object?[]? Arguments(MethodInfo method)
    {
        ParameterInfo[] parameters = method.GetParameters();
        if (parameters.All(parameter => parameter.HasDefaultValue))
            return [.. parameters.Select(parameter => parameter.DefaultValue)];
        bool isSize =
            parameters is [{ ParameterType: var first }, { ParameterType: var second }, .. var rest]
            && first == typeof(int)
            && second == typeof(int)
            && rest.All(parameter => parameter.HasDefaultValue);
        return isSize ? [Width, Height, .. parameters.Skip(2).Select(parameter => parameter.DefaultValue)] : null;
    }
}
