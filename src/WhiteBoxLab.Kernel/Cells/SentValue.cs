using System.ComponentModel;
using System.Text.Json;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Cells;

/// <summary>The way of a value from outside into a variable. Cells that the kernel writes call it; nobody else does.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class SentValue
{
    [ThreadStatic]
    private static object? waiting;

    /// <summary>Hands the value over, once.</summary>
    public static object? Take()
    {
        object? value = waiting;
        waiting = null;
        return value;
    }

    internal static void Put(object? value) => waiting = value;

    /// <summary>JSON as the nearest .NET value, as .NET Interactive reads it; any other form as text.</summary>
    internal static object? Of(FormattedValue value)
    {
        if (value.MimeType != "application/json" || value.Value is null)
            return value.Value;
        JsonDocument document = JsonDocument.Parse(value.Value);
        return document.RootElement.ValueKind switch
        {
            JsonValueKind.True => true,
            JsonValueKind.False => false,
            JsonValueKind.Number => document.RootElement.GetDouble(),
            JsonValueKind.String => document.RootElement.GetString(),
            JsonValueKind.Null => null,
            _ => document,
        };
    }
}
