using System.Buffers;
using System.Text;
using System.Text.Json;

namespace WhiteBoxLab.Protocol;

// Writes envelopes with their keys in the order in which .NET Interactive writes them.
internal sealed class WireWriter(Utf8JsonWriter json)
{
    public static string Line(Action<WireWriter> write)
    {
        ArrayBufferWriter<byte> buffer = new(1024);
        using (Utf8JsonWriter json = new(buffer, new JsonWriterOptions { Encoder = Wire.Options.Encoder }))
            write(new WireWriter(json));
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    public void Write(CommandEnvelope envelope)
    {
        json.WriteStartObject();
        json.WriteString("token", envelope.Token);
        json.WriteString("commandType", envelope.Command.CommandType);
        Write("command", envelope.Command);
        Write(envelope.RoutingSlip);
        json.WriteEndObject();
    }

    public void Write(EventEnvelope envelope)
    {
        json.WriteStartObject();
        Write("event", envelope.Event);
        json.WriteString("eventType", envelope.Event.EventType);
        json.WritePropertyName("command");
        if (envelope.Command is { } command)
            Write(command);
        else
            json.WriteNullValue();
        Write(envelope.RoutingSlip);
        json.WriteEndObject();
    }

    private void Write(string name, object payload)
    {
        json.WritePropertyName(name);
        JsonSerializer.Serialize(json, payload, payload.GetType(), Wire.Options);
    }

    private void Write(IReadOnlyList<string> slip)
    {
        json.WriteStartArray("routingSlip");
        foreach (string stop in slip)
            json.WriteStringValue(stop);
        json.WriteEndArray();
    }
}
