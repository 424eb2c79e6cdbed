using System.Globalization;
using System.Text.Json.Nodes;

namespace WhiteBoxLab.Kernel;

/// <summary>Rows as a tabular data resource, for pages that have a grid of their own.</summary>
internal static class DataResource
{
    public const string MimeType = "application/vnd.dataresource+json";

    /// <summary>The JSON of some rows, and how many there are in all; null when there are more and nobody has counted them.</summary>
    public static string Of(IEnumerable<object> rows, IReadOnlyList<Member> columns, int? total)
    {
        JsonArray fields = new([.. columns.Select(column => (JsonNode)new JsonObject { ["name"] = column.Name, ["type"] = TypeOf(column.Type) })]);
        JsonArray data = new([.. rows.Select(row => (JsonNode)Row(row, columns))]);
        return new JsonObject { ["schema"] = new JsonObject { ["fields"] = fields, ["pandas_version"] = "1.4.0" }, ["data"] = data, ["rows"] = total, ["profile"] = "tabular-data-resource" }.ToJsonString();
    }

    private static JsonObject Row(object row, IReadOnlyList<Member> columns)
    {
        JsonObject json = [];
        foreach (Member column in columns)
            json[column.Name] = column.Show(row, Value, name => name);
        return json;
    }

    private static JsonNode? Value(object? value) => value switch
    {
        null => null,
        bool truth => truth,
        string text => text,
        double number => double.IsFinite(number) ? number : number.ToString(CultureInfo.InvariantCulture),
        float number => float.IsFinite(number) ? number : number.ToString(CultureInfo.InvariantCulture),
        decimal number when IsExact(number) => number,
        byte or sbyte or short or ushort or int or uint or (>= -Exact and <= Exact) or (ulong and <= (ulong)Exact) => Convert.ToInt64(value, CultureInfo.InvariantCulture),
        var other => PlainText.Summary(other),
    };

    // Beyond these a page's numbers would be others: such a number is told as text.
    private const long Exact = (1L << 53) - 1;
    private const int ExactDigits = 15;

    private static bool IsExact(decimal number) => number.ToString(CultureInfo.InvariantCulture).Count(char.IsAsciiDigit) <= ExactDigits;

    private static string TypeOf(Type type) => Type.GetTypeCode(Nullable.GetUnderlyingType(type) ?? type) switch
    {
        _ when (Nullable.GetUnderlyingType(type) ?? type).IsEnum => "string",
        TypeCode.Boolean => "boolean",
        TypeCode.Byte or TypeCode.SByte or TypeCode.Int16 or TypeCode.UInt16 or TypeCode.Int32 or TypeCode.UInt32 or TypeCode.Int64 => "integer",
        TypeCode.Single or TypeCode.Double or TypeCode.Decimal => "number",
        TypeCode.DateTime => "datetime",
        _ => "string",
    };
}
