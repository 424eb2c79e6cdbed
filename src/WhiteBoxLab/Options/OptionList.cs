using System.Collections.Concurrent;
using System.Reflection;
using System.Text.Json.Nodes;

namespace WhiteBoxLab;

/// <summary>
/// The options of a class are the parameters of its constructor: read, checked and written here, once for everything that can be chosen.
/// </summary>
internal static class OptionList
{
    private static readonly ConcurrentDictionary<Type, IReadOnlyList<Option>> Known = new();

    /// <summary>Those of a class, in the order of its constructor.</summary>
    internal static IReadOnlyList<Option> Of(Type type) =>
        Known.GetOrAdd(type, one => [.. one.GetConstructors()[0].GetParameters().Select(parameter => new Option(parameter))]);

    /// <summary>The options in force by name, defaults included.</summary>
    internal static JsonObject Json(object chosen) =>
        new([.. Of(chosen.GetType()).Select(option => KeyValuePair.Create(option.Name, option.Json(option.ValueOf(chosen))))]);

    /// <summary>The C# that makes it, with what differs from the defaults.</summary>
    internal static string Code(object chosen)
    {
        IEnumerable<string> arguments = Of(chosen.GetType())
            .Select(option => (Option: option, Value: option.ValueOf(chosen)))
            .Where(given => !Equals(given.Value, given.Option.Default))
            .Select(given => $"{given.Option.Name}: {given.Option.Literal(given.Value)}");
        return $"new {chosen.GetType().Name}({string.Join(", ", arguments)})";
    }

    /// <summary>Refuses options out of range.</summary>
    /// <exception cref="ArgumentException">One is; the message says which, and its range.</exception>
    internal static void Check(object chosen, Func<string> id)
    {
        foreach (Option option in Of(chosen.GetType()).Where(option => option.IsRanged))
            option.Check(id, option.ValueOf(chosen));
    }

    /// <summary>Makes one from JSON.</summary>
    /// <param name="type">Its class.</param>
    /// <param name="id">What people call it.</param>
    /// <param name="options">By name; what is left out has its default.</param>
    /// <param name="file">Gives the tensor that a text names; null where there is none.</param>
    /// <exception cref="ArgumentException">There is no such option, or its value is of another kind or out of range.</exception>
    internal static object Create(Type type, string id, JsonObject? options, Func<string, Tensor>? file)
    {
        IReadOnlyList<Option> known = Of(type);
        foreach ((string name, _) in options ?? [])
            if (!known.Any(option => IsNamed(option, name)))
                throw new ArgumentException(
                    $"'{id}' has no option '{name}'. "
                        + $"{(known.Count == 0 ? "It has none."
                            : $"Its options are {string.Join(", ", known.Select(option => option.Name))}.")}"
                );
        object?[] arguments =
        [
            .. known.Select(option => option.Read(id, options?.FirstOrDefault(given => IsNamed(option, given.Key)).Value, file)),
        ];
        try
        {
            return Activator.CreateInstance(type, arguments)!; // never null for a class
        }
        catch (TargetInvocationException e) when (e.InnerException is ArgumentException inner)
        {
            throw new ArgumentException(inner.Message, inner);
        }
    }

    private static bool IsNamed(Option option, string name) => string.Equals(option.Name, name, StringComparison.OrdinalIgnoreCase);
}
