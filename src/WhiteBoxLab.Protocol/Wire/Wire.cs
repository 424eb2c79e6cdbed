using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace WhiteBoxLab.Protocol;

/// <summary>
/// Writes and reads the lines between client and kernel: one JSON object each, as .NET Interactive writes them. Commands and events are
/// found by
/// looking at the assembly, so one more is one more record.
/// </summary>
public static class Wire
{
    private static readonly Dictionary<string, Type> Commands = TypesOf<Command>();
    private static readonly Dictionary<string, Type> Events = TypesOf<Event>();

    /// <summary>
    /// How payloads are written: camelCase, enums as words, nulls written, nothing escaped that need not be; numbers may be read from
    /// strings.
    /// </summary>
    public static JsonSerializerOptions Options { get; } = MakeOptions();

    /// <summary>Makes a token that nobody else has.</summary>
    public static string NewToken() => Convert.ToBase64String(Guid.NewGuid().ToByteArray());

    /// <summary>Writes a command as one line, without the line's end.</summary>
    /// <param name="envelope">The command.</param>
    public static string Write(CommandEnvelope envelope) => WireWriter.Line(writer => writer.Write(envelope));

    /// <summary>Writes an event as one line, without the line's end.</summary>
    /// <param name="envelope">The event.</param>
    public static string Write(EventEnvelope envelope) => WireWriter.Line(writer => writer.Write(envelope));

    /// <summary>Reads a line. Never throws: a line that is no message is told with its reason.</summary>
    /// <param name="line">The line, without its end.</param>
    public static WireMessage Read(string line)
    {
        string? token = null,
            type = null;
        try
        {
            using JsonDocument document = JsonDocument.Parse(line);
            JsonElement root = document.RootElement;
            if (root.ValueKind != JsonValueKind.Object)
                return new BadLine("A line must be one JSON object.", null, null);

            token = TextOf(root, "token");
            if (TextOf(root, "eventType") is { Length: > 0 } eventType)
                return ReadEvent(root, type = eventType);
            type = TextOf(root, "commandType");
            return new CommandLine(ReadCommand(root));
        }
        catch (Exception exception)
            when (exception is JsonException or InvalidOperationException or NotSupportedException or FormatException or ArgumentException)
        {
            return new BadLine(Reason(exception), token, type);
        }
    }

    private static EventLine ReadEvent(JsonElement root, string type)
    {
        Type found = Events.GetValueOrDefault(type) ?? throw new JsonException($"There is no event '{type}'.");
        CommandEnvelope? command =
            root.TryGetProperty("command", out JsonElement about) && about.ValueKind == JsonValueKind.Object ? ReadSubject(about) : null;
        return new EventLine(new EventEnvelope((Event)Payload(root, "event", found), command, SlipOf(root)));
    }

    // An event may tell that its command made no sense: then the command is kept by its type alone.
    private static CommandEnvelope ReadSubject(JsonElement root)
    {
        try
        {
            return ReadCommand(root);
        }
        catch (JsonException)
        {
            return new CommandEnvelope(
                TextOf(root, "token") ?? NewToken(),
                new UnreadableCommand(TextOf(root, "commandType") ?? ""),
                SlipOf(root)
            );
        }
    }

    private static CommandEnvelope ReadCommand(JsonElement root)
    {
        string type = TextOf(root, "commandType") ?? throw new JsonException("A line needs a commandType or an eventType.");
        Type found = Commands.GetValueOrDefault(type) ?? throw new JsonException($"There is no command '{type}'.");
        string token = TextOf(root, "token") is { Length: > 0 } given ? given : NewToken();
        return new CommandEnvelope(token, (Command)Payload(root, "command", found), SlipOf(root));
    }

    private static object Payload(JsonElement root, string name, Type type)
    {
        if (!root.TryGetProperty(name, out JsonElement payload) || payload.ValueKind != JsonValueKind.Object)
            throw new JsonException($"{type.Name} needs its '{name}' object.");
        return payload.Deserialize(type, Options) ?? throw new JsonException($"{type.Name} is null.");
    }

    private static IReadOnlyList<string> SlipOf(JsonElement root) =>
        root.TryGetProperty("routingSlip", out JsonElement slip) && slip.ValueKind == JsonValueKind.Array
            ? [.. slip.EnumerateArray().Select(stop => stop.GetString() ?? "")]
            : [];

    private static string? TextOf(JsonElement root, string name) =>
        root.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    // System.Text.Json puts "Path: ... | LineNumber: ..." behind its sentence: of no use in a line that nobody sees.
    private static string Reason(Exception exception)
    {
        string sentence = exception.Message.Split(" Path: ")[0].Split(" LineNumber: ")[0];
        return exception is JsonException { Path: { Length: > 1 } path } ? $"{sentence} (at '{path}')" : sentence;
    }

    private static Dictionary<string, Type> TypesOf<T>() =>
        Discover.Types<T>().Where(type => type != typeof(UnreadableCommand)).ToDictionary(type => type.Name, StringComparer.Ordinal);

    private static JsonSerializerOptions MakeOptions()
    {
        JsonSerializerOptions options = new(JsonSerializerDefaults.Web)
        {
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            // NaN and infinity as words: a map may hold them, and then its range does.
            NumberHandling = JsonNumberHandling.AllowReadingFromString | JsonNumberHandling.AllowNamedFloatingPointLiterals,
            RespectNullableAnnotations = true,
            RespectRequiredConstructorParameters = true,
        };
        options.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
