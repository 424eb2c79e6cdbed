using System.Reflection;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Displays;

/// <summary>Shows pictures of ImageSharp without knowing that library: an <c>Image</c> whose assembly can write it as PNG.</summary>
internal sealed class ImageSharpFormatter : DisplayFormatter
{
    private const string Base = "SixLabors.ImageSharp.Image";

    public override int Rank => 31;

    public override Display? Show(object value, DisplayMaker displays, string? valueId)
    {
        if (BasesOf(value.GetType()).FirstOrDefault(type => type.FullName == Base) is not { } image || Writer(image) is not { } save)
            return null;
        using MemoryStream png = new();
        save.Invoke(null, [value, png]);
        return new Display([
            new FormattedValue("image/png", Convert.ToBase64String(png.ToArray())),
            new FormattedValue("text/plain", PlainText.Summary(value)),
        ]);
    }

    // static void SaveAsPng(this Image source, Stream stream)
    private static MethodInfo? Writer(Type image) =>
        image
            .Assembly.GetExportedTypes()
            .SelectMany(type => type.GetMethods(BindingFlags.Static | BindingFlags.Public))
            .FirstOrDefault(method =>
                method.Name == "SaveAsPng"
                && method.GetParameters() is [{ ParameterType: var first }, { ParameterType: var second }]
                && first == image
                && second == typeof(Stream)
            );

    private static IEnumerable<Type> BasesOf(Type type)
    {
        for (Type? one = type; one is not null; one = one.BaseType)
            yield return one;
    }
}
