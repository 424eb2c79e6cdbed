using System.Globalization;
using System.Text.Json.Nodes;

namespace WhiteBoxLab.Kernel.Displays;

/// <summary>Rows as a tabular data resource, for pages that have a grid of their own.</summary>
internal static class DataResource
{
    private const long Largest = (1L << 53) - 1;

    public const string MimeType = "application/vnd.dataresource+json";

    /// <summary>The JSON of some rows, and how many there are in all; null when there are more and nobody has counted them.</summary>
    public static string Of(IEnumerable<object> rows, IReadOnlyList<Member> columns, int? total)
    {
        JsonArray fields = new([
            .. columns.Select(column => (JsonNode)new JsonObject { ["name"] = column.Name, ["type"] = TypeOf(column.Type) }),
        ]);
        JsonArray data = new([.. rows.Select(row => (JsonNode)Row(row, columns))]);
        return new JsonObject
        {
            ["schema"] = new JsonObject { ["fields"] = fields, ["pandas_version"] = "1.4.0" },
            ["data"] = data,
            ["rows"] = total,
            ["profile"] = "tabular-data-resource",
        }.ToJsonString();
    }

    private static JsonObject Row(object row, IReadOnlyList<Member> columns)
    {
        JsonObject json = [];
        foreach (Member column in columns)
            json[column.Name] = column.Show(row, Value, name => name);
        return json;
    }

    private static JsonNode? Value(object? value) =>
        value switch
        {
            null => null,
            bool truth => truth,
            string text => text,
            double number => double.IsFinite(number) ? number : number.ToString(CultureInfo.InvariantCulture),
            float number => float.IsFinite(number) ? number : number.ToString(CultureInfo.InvariantCulture),
            decimal number => IsExact(number) ? number : number.ToString(CultureInfo.InvariantCulture),
            ulong number => number <= Largest ? number : number.ToString(CultureInfo.InvariantCulture),
            byte or sbyte or short or ushort or int or uint or long => Whole(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
            var other => PlainText.Summary(other),
        };

    // Pages read a number of JSON as a double: what that would change goes as text.
    private static JsonNode Whole(long number) =>
        number is >= -Largest and <= Largest ? number : number.ToString(CultureInfo.InvariantCulture);

    private static bool IsExact(decimal number) =>
        ((double)number).ToString("R", CultureInfo.InvariantCulture) == number.ToString(CultureInfo.InvariantCulture);

    private static string TypeOf(Type type) =>
        Type.GetTypeCode(Nullable.GetUnderlyingType(type) ?? type) switch
        {
            _ when (Nullable.GetUnderlyingType(type) ?? type).IsEnum => "string",
            TypeCode.Boolean => "boolean",
            TypeCode.Byte
            or TypeCode.SByte
            or TypeCode.Int16
            or TypeCode.UInt16
            or TypeCode.Int32
            or TypeCode.UInt32
            or TypeCode.Int64
            or TypeCode.UInt64 => "integer",
            TypeCode.Single or TypeCode.Double or TypeCode.Decimal => "number",
            TypeCode.DateTime => "datetime",
            _ => "string",
        };
}
