using System.Text.Json;
using System.Text.Json.Serialization;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Displays;

/// <summary>Any value as JSON; what holds native memory, such as a tensor, by its summary.</summary>
internal static class ValueJson
{
    private static readonly JsonSerializerOptions Options = new(Wire.Options) { ReferenceHandler = ReferenceHandler.IgnoreCycles };

    /// <summary>The JSON.</summary>
    public static string Of(object? value) =>
        JsonSerializer.Serialize(value is IDisposable and not JsonDocument ? PlainText.Summary(value) : value, Options);
}
