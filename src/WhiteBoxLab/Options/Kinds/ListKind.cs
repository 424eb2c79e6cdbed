using System.Text.Json.Nodes;

namespace WhiteBoxLab;

/// <summary>A list; one item alone is a list, too.</summary>
/// <typeparam name="T">The type of an item.</typeparam>
/// <param name="item">The kind of an item.</param>
internal abstract class ListKind<T>(OptionKind item) : OptionKind
{
    internal override object? Read(JsonNode json, Type type, Func<string, Tensor>? file)
    {
        object?[] items =
        [
            .. (json is JsonArray list ? list.AsEnumerable() : [json]).Select(one => one is null ? null : item.Read(one, typeof(T), file)),
        ];
        return items.Contains(null) ? null : items.Cast<T>().ToArray();
    }

    internal override JsonNode? Write(object value) => new JsonArray([.. Items(value).Select(item.Write)]);

    internal override string Literal(object value) => $"[{string.Join(", ", Items(value).Select(item.Literal))}]";

    // read from items that are not null
    private static IEnumerable<object> Items(object value) => ((IReadOnlyList<T>)value).Select(one => (object)one!);
}
