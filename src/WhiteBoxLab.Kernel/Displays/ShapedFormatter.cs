using System.Collections;
using System.Globalization;
using System.Reflection;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Displays;

/// <summary>
/// Shows tensors of other libraries, such as those of OnnxRuntime and of System.Numerics, by shape and range; a small one with its values.
/// None of them is known: a type with "Tensor" in its name tells its dimensions.
/// </summary>
internal sealed class ShapedFormatter : DisplayFormatter
{
    private const int MostValues = 64,
        MostToSearch = 1_000_000;

    private static readonly string[] Shapes = ["Dimensions", "Lengths", "Shape"];

    private delegate ReadOnlySpan<int> Dimensions();

    private delegate ReadOnlySpan<nint> Lengths();

    public override int Rank => 22;

    public override Display? Show(object value, DisplayMaker displays, string? valueId) =>
        ShapeOf(value) is { } shape ? new Display([new FormattedValue("text/plain", Line(value, shape) + Values(value, shape))]) : null;

    /// <summary>Such as <c>DenseTensor&lt;Single&gt; [1, 3, 224, 224], -2.1 to 2.6</c>; null for what is no tensor.</summary>
    public static string? Line(object value) => ShapeOf(value) is { } shape ? Line(value, shape) : null;

    private static string Line(object value, long[] shape) =>
        $"{PlainText.NameOf(value.GetType())} [{string.Join(", ", shape)}]{Range(value, shape)}";

    private static long[]? ShapeOf(object value)
    {
        Type type = value.GetType();
        if (!type.Name.Contains("Tensor", StringComparison.Ordinal) || type.Namespace == nameof(TorchSharp))
            return null;
        return Shapes
            .Select(name => type.GetProperties().FirstOrDefault(property => property.Name == name)?.GetGetMethod())
            .OfType<MethodInfo>()
            .Select(getter => Read(getter, value))
            .FirstOrDefault(shape => shape is not null);
    }

    // A span cannot be had by reflection, but by a delegate.
    private static long[]? Read(MethodInfo getter, object value)
    {
        if (getter.ReturnType == typeof(ReadOnlySpan<int>))
            return [.. getter.CreateDelegate<Dimensions>(value)().ToArray().Select(length => (long)length)];
        if (getter.ReturnType == typeof(ReadOnlySpan<nint>))
            return [.. getter.CreateDelegate<Lengths>(value)().ToArray().Select(length => (long)length)];
        return getter.ReturnType.IsByRefLike || getter.Invoke(value, null) is not IEnumerable lengths
            ? null
            : [.. lengths.Cast<object>().Select(length => Convert.ToInt64(length, CultureInfo.InvariantCulture))];
    }

    private static string Range(object value, long[] shape)
    {
        if (value is not IEnumerable items || Count(shape) is 0 or > MostToSearch)
            return "";
        double[] numbers = [.. items.Cast<object?>().Select(Number)];
        return numbers.Length == 0 || numbers.Any(double.IsNaN)
            ? ""
            : string.Create(CultureInfo.InvariantCulture, $", {numbers.Min():G5} to {numbers.Max():G5}");
    }

    private static string Values(object value, long[] shape)
    {
        if (value is not IEnumerable items || Count(shape) is 0 or > MostValues)
            return "";
        Queue<string> values = new(items.Cast<object?>().Select(PlainText.Summary));
        return values.Count == Count(shape) ? "\n" + Rows(values, shape) : "";
    }

    private static string Rows(Queue<string> values, ReadOnlySpan<long> shape)
    {
        if (shape.Length == 0)
            return values.Dequeue();
        List<string> rows = [];
        for (long place = 0; place < shape[0]; place++)
            rows.Add(Rows(values, shape[1..]));
        return $"[{string.Join(shape.Length == 1 ? ", " : ",\n ", rows)}]";
    }

    private static long Count(long[] shape) => shape.Aggregate(1L, (count, length) => count * length);

    private static double Number(object? value) =>
        value switch
        {
            Half half => (double)half,
            IConvertible number and not (string or char or DateTime) => number.ToDouble(CultureInfo.InvariantCulture),
            _ => double.NaN,
        };
}
