using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.JSInterop;
using WhiteBoxLab.Protocol;
using WhiteBoxLab.Web.Explorer;
using WhiteBoxLab.Web.Notebooks.Outputs;
using WhiteBoxLab.Web.Notebooks.Page;
using WhiteBoxLab.Web.Photos;

namespace WhiteBoxLab.Web.Tests;

/// <summary>
/// The types of all JSON between the app and the browser in TypeScript, from the C# ones: names as in JSON, docstrings as comments.
/// </summary>
internal static class BrowserMessages
{
    private const string Head =
        "// Made by BrowserMessagesTests from the C# types of these names: change those.\n"
        + "// An enum in a message is its number, its place in the list.\n";

    // What travels in attributes, in answers of HTTP, and what the browser gives back; what pages answer to the browser is found by itself.
    private static readonly Type[] Known =
    [
        typeof(MapArtifact),
        typeof(MapAction),
        typeof(MapState),
        typeof(NotebookScripts.Unsaved),
        typeof(ErrorPlace),
        typeof(PhotoEndpoints.PhotoTaken),
        typeof(SeenSample),
    ];

    private static readonly NullabilityInfoContext Nullability = new();

    /// <summary>The whole file.</summary>
    public static string Write()
    {
        HashSet<Type> messages = [];
        foreach (Type type in Known.Concat(Answers()))
            Collect(type, messages);
        return string.Join('\n', messages.OrderBy(NameOf, StringComparer.Ordinal).Select(Declaration).Prepend(Head));
    }

    private static IEnumerable<Type> Answers() =>
        typeof(MapAttributes)
            .Assembly.GetTypes()
            .SelectMany(type => type.GetMethods())
            .Where(method => method.GetCustomAttribute<JSInvokableAttribute>() is not null)
            .SelectMany(method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType));

    private static void Collect(Type type, HashSet<Type> messages)
    {
        foreach (Type part in type.GetGenericArguments())
            Collect(part, messages);
        if (type.GetElementType() is { } element)
            Collect(element, messages);
        if (type.Namespace?.StartsWith("WhiteBoxLab", StringComparison.Ordinal) != true || type.IsArray || !messages.Add(type))
            return;
        foreach (PropertyInfo property in Properties(type))
            Collect(property.PropertyType, messages);
    }

    private static PropertyInfo[] Properties(Type type) =>
        type.IsEnum ? [] : [.. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).OrderBy(property => property.MetadataToken)];

    private static string Declaration(Type type) =>
        Comment(DocText.Summary('T', type.FullName!)) + (type.IsEnum ? Words(type) : Interface(type));

    private static string Words(Type type)
    {
        string list = $"{Json(type.Name)}s".Replace("ys", "ies", StringComparison.Ordinal);
        string words = string.Join(", ", Enum.GetNames(type).Select(name => $"\"{Json(name)}\""));
        return $"export type {type.Name} = (typeof {list})[number];\nexport const {list} = [{words}] as const;\n";
    }

    private static string Interface(Type type) =>
        $"export interface {NameOf(type)} {{\n{string.Concat(Properties(type).Select(property => Member(type, property)))}}}\n";

    private static string Member(Type type, PropertyInfo property) =>
        $"{Comment(DocText.Parameter(type, property.Name), "  ")}  {Json(property.Name)}: {Written(property)};\n";

    private static string Written(PropertyInfo property)
    {
        Type type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        return Written(type) + (Nullability.Create(property).ReadState is NullabilityState.Nullable ? " | null" : "");
    }

    private static string Written(Type type) =>
        type switch
        {
            _ when type == typeof(string) => "string",
            _ when type == typeof(bool) => "boolean",
            _ when type == typeof(int) || type == typeof(double) || type.IsEnum => "number",
            _ when type == typeof(JsonObject) => "Record<string, unknown>",
            { IsGenericType: true } when type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>) =>
                $"{Written(type.GetGenericArguments()[0])}[]",
            _ when type.Namespace!.StartsWith("WhiteBoxLab", StringComparison.Ordinal) => NameOf(type),
            _ => throw new NotSupportedException(
                $"A message for the browser has a property of the type {type}. Say in {nameof(BrowserMessages)} what that is in TypeScript."
            ),
        };

    // A record within another message has its name before its own; a page that it stands in says nothing.
    private static string NameOf(Type type) =>
        type.DeclaringType is { } outer && outer.GetMethod("<Clone>$") is not null ? outer.Name + type.Name : type.Name;

    private static string Json(string name) => JsonNamingPolicy.CamelCase.ConvertName(name);

    private static string Comment(string text, string indent = "")
    {
        if (text.Length == 0)
            return "";
        if (text.Length <= 125)
            return $"{indent}/** {text} */\n";
        int at = text.LastIndexOf(' ', 125);
        return $"{indent}/**\n{indent} * {text[..at]}\n{indent} * {text[(at + 1)..]}\n{indent} */\n";
    }
}
