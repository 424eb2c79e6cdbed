using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Notebooks.Document;
using WhiteBoxLab.Web.Notebooks.Document.Operations;

namespace WhiteBoxLab.Web.Notebooks.Storage;

/// <summary>Operations and notebooks as JSON: for the journal, for programs, and between machines.</summary>
public static class NotebookJson
{
    /// <summary>Every kind of operation, found by a scan; its name in JSON is its class's in camel case, under <c>do</c>.</summary>
    public static IReadOnlyList<Type> Operations { get; } =
    [
        .. typeof(NotebookOperation)
            .GetNestedTypes()
            .Where(type => type.IsSubclassOf(typeof(NotebookOperation)))
            .OrderBy(type => type.Name, StringComparer.Ordinal),
    ];

    /// <summary>How they are written.</summary>
    public static JsonSerializerOptions Options { get; } =
        new(JsonSerializerDefaults.Web)
        {
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { AddOperations } },
            Converters = { new CellConverter(), new JsonStringEnumConverter() },
            Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
            IgnoreReadOnlyProperties = true,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            MaxDepth = 1024,
        };

    // As programs have to write them: nothing left out that must be there, nothing twice, nothing deeper than a file may be.
    private static JsonSerializerOptions OfPrograms { get; } =
        new(Options)
        {
            TypeInfoResolver = new DefaultJsonTypeInfoResolver { Modifiers = { AddOperations, RequireReferences } },
            RespectNullableAnnotations = true,
            AllowDuplicateProperties = false,
            MaxDepth = NotebookFile.Deepest,
        };

    /// <summary>
    /// An operation that a program wants done, from JSON such as <c>{"do":"edit","cell":"a1","text":"1 + 1"}</c>; halves of characters are
    /// U+FFFD in it.
    /// </summary>
    /// <param name="json">The JSON.</param>
    /// <exception cref="JsonException">It is no operation; the message says why.</exception>
    public static NotebookOperation Read(string json)
    {
        try
        {
            byte[] whole = HalfCharacters.Mended(Encoding.UTF8.GetBytes(json), out _);
            return JsonSerializer.Deserialize<NotebookOperation>(whole, OfPrograms) ?? throw new JsonException("null is no operation.");
        }
        catch (Exception problem) when (problem is JsonException or NotSupportedException or InvalidOperationException or ArgumentException)
        {
            throw new JsonException($"This operation cannot be read. {problem.Message}", problem);
        }
    }

    /// <summary>An operation as JSON.</summary>
    /// <param name="operation">The operation.</param>
    public static string Write(NotebookOperation operation) => JsonSerializer.Serialize(operation, Options);

    private static void RequireReferences(JsonTypeInfo info)
    {
        foreach (JsonPropertyInfo property in info.Properties)
        {
            if (property is { PropertyType.IsValueType: false, AssociatedParameter: { IsNullable: false, HasDefaultValue: false } })
                property.IsRequired = true;
        }
    }

    private static void AddOperations(JsonTypeInfo info)
    {
        if (info.Type != typeof(NotebookOperation))
            return;
        info.PolymorphismOptions = new JsonPolymorphismOptions { TypeDiscriminatorPropertyName = "do" };
        foreach (Type operation in Operations)
            info.PolymorphismOptions.DerivedTypes.Add(
                new JsonDerivedType(operation, JsonNamingPolicy.CamelCase.ConvertName(operation.Name))
            );
    }

    // A cell is written as in a notebook's file, beside what the file has no place for.
    private sealed class CellConverter : JsonConverter<Cell>
    {
        private sealed record Form(
            string Id,
            JsonObject Json,
            CellActivity Activity,
            double? Seconds,
            bool? Succeeded,
            long Version,
            IReadOnlyList<string?>? ValueIds
        );

        public override Cell Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            Form form = JsonSerializer.Deserialize<Form>(ref reader, options) ?? throw new JsonException("null is no cell.");
            Cell cell = CellFile.Read(form.Json, new CellIds());
            return cell with
            {
                Id = form.Id,
                Activity = form.Activity,
                Seconds = form.Seconds,
                Succeeded = form.Succeeded,
                Version = form.Version,
                Outputs = form.ValueIds is { } ids
                    ? [.. cell.Outputs.Select((output, i) => output with { ValueId = ids.ElementAtOrDefault(i) })]
                    : cell.Outputs,
            };
        }

        public override void Write(Utf8JsonWriter writer, Cell value, JsonSerializerOptions options)
        {
            IReadOnlyList<string?>? ids = value.Outputs.Exists(output => output.ValueId is not null)
                ? [.. value.Outputs.Select(output => output.ValueId)]
                : null;
            JsonSerializer.Serialize(
                writer,
                new Form(value.Id, CellFile.Write(value, ids: true), value.Activity, value.Seconds, value.Succeeded, value.Version, ids),
                options
            );
        }
    }
}
