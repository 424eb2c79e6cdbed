using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace WhiteBoxLab;

/// <summary>The options of explainers are the parameters of their constructors: read, checked and written here, once for all.</summary>
internal static class ExplainerOptions
{
    internal static ParameterInfo[] Parameters(Type explainer) => explainer.GetConstructors()[0].GetParameters();

    /// <summary>The options in force. Each parameter has a public property of its name.</summary>
    internal static JsonObject Of(Explainer explainer)
    {
        JsonObject options = [];
        foreach (ParameterInfo parameter in Parameters(explainer.GetType()))
            options[parameter.Name!] = Json(Property(explainer.GetType(), parameter).GetValue(explainer)); // constructors written in C# have names
        return options;
    }

    private static PropertyInfo Property(Type type, ParameterInfo parameter) =>
        type.GetProperty(parameter.Name!, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase)
        ?? throw new InvalidOperationException($"{type.Name} has no public property for its option '{parameter.Name}'.");

    internal static JsonNode? Json(object? value) => value switch
    {
        null => null,
        bool flag => flag,
        int number => number,
        long number => number,
        double number => number,
        Enum choice => Kebab(choice.ToString()),
        IReadOnlyList<string> names => new JsonArray([.. names.Select(n => (JsonNode)n)]),
        IReadOnlyList<double> numbers => new JsonArray([.. numbers.Select(n => (JsonNode)n)]),
        _ => value.ToString(),
    };

    /// <summary>Makes an explainer from JSON; <paramref name="file"/> gives tensors that a text option names.</summary>
    internal static Explainer Create(Type type, string id, JsonObject? options, Func<string, Tensor>? file)
    {
        ParameterInfo[] parameters = Parameters(type);
        foreach ((string name, _) in options ?? [])
            if (!parameters.Any(p => string.Equals(p.Name, name, StringComparison.OrdinalIgnoreCase)))
                throw new ArgumentException($"'{id}' has no option '{name}'. {(parameters.Length == 0 ? "It has none." : $"Its options are {string.Join(", ", parameters.Select(p => p.Name))}.")}");
        object?[] arguments = [.. parameters.Select(p => Value(id, p, options?.FirstOrDefault(o => string.Equals(o.Key, p.Name, StringComparison.OrdinalIgnoreCase)).Value, file))];
        try
        {
            return (Explainer)Activator.CreateInstance(type, arguments)!; // never null for a class
        }
        catch (TargetInvocationException e) when (e.InnerException is ArgumentException inner)
        {
            throw new ArgumentException(inner.Message, inner);
        }
    }

    private static object? Value(string id, ParameterInfo parameter, JsonNode? json, Func<string, Tensor>? file)
    {
        if (json is null)
            return parameter.DefaultValue;
        Type type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        JsonValueKind kind = json.GetValueKind();
        return (type, kind) switch
        {
            ({ IsEnum: true }, JsonValueKind.String) => Choice(id, parameter, type, json.GetValue<string>()),
            ({ } t, JsonValueKind.String) when t == typeof(string) => json.GetValue<string>(),
            ({ } t, JsonValueKind.String) when t == typeof(Baseline) => Baseline.Parse(json.GetValue<string>(), file),
            ({ } t, JsonValueKind.String) when t == typeof(Patterns) => Opened(json.GetValue<string>()),
            ({ } t, JsonValueKind.String or JsonValueKind.Object) when t == typeof(Composite) => Composite.Parse(json),
            ({ } t, JsonValueKind.String or JsonValueKind.Object) when t == typeof(Conditions) => Conditions.Parse(json),
            ({ } t, JsonValueKind.True or JsonValueKind.False) when t == typeof(bool) => json.GetValue<bool>(),
            ({ } t, JsonValueKind.Array) when t == typeof(double[]) && json.AsArray().All(n => n?.GetValueKind() == JsonValueKind.Number) => json.AsArray().Select(n => Number(n!)).ToArray(),
            ({ } t, JsonValueKind.Array) when t == typeof(string[]) && json.AsArray().All(n => n?.GetValueKind() == JsonValueKind.String) => json.AsArray().Select(n => n!.GetValue<string>()).ToArray(),
            ({ } t, JsonValueKind.String) when t == typeof(string[]) => new[] { json.GetValue<string>() },
            ({ } t, JsonValueKind.Number) when t == typeof(double[]) => new[] { Number(json) },
            ({ } t, JsonValueKind.Number) when t == typeof(double) => Ranged(id, parameter, Number(json)),
            ({ } t, JsonValueKind.Number) when t == typeof(int) && Number(json) is var d && d == Math.Floor(d) => (int)Ranged(id, parameter, d),
            _ => throw new ArgumentException($"The option '{parameter.Name}' of '{id}' needs {Wanted(type)}; it is {json.ToJsonString()}."),
        };
    }

    private static Patterns Opened(string path)
    {
        try
        {
            return Patterns.Open(path);
        }
        catch (WeightsException exception)
        {
            throw new ArgumentException(exception.Message, exception);
        }
    }

    private static double Number(JsonNode json) => double.Parse(json.ToJsonString(), CultureInfo.InvariantCulture);

    private static string Wanted(Type type) =>
        type == typeof(int) ? "a whole number" : type == typeof(double) ? "a number" : type == typeof(bool) ? "true or false" : type == typeof(double[]) ? "a list of numbers" : type == typeof(string[]) ? "a list of names" : type.IsEnum ? $"one of {string.Join(", ", Choices(type))}" : "a text";

    internal static double Ranged(string id, ParameterInfo parameter, double value)
    {
        (double? low, double? high) = RangeOf(parameter);
        return (low is null || value >= low) && (high is null || value <= high) && double.IsFinite(value)
            ? value
            : throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The option '{parameter.Name}' of '{id}' is {value}; it goes from {low} to {high}."));
    }

    internal static (double? Low, double? High) RangeOf(ParameterInfo parameter) => parameter.GetCustomAttribute<RangeAttribute>() is { } range
        ? (Convert.ToDouble(range.Minimum, CultureInfo.InvariantCulture), Convert.ToDouble(range.Maximum, CultureInfo.InvariantCulture))
        : (null, null);

    internal static string[] Choices(Type type) => [.. Enum.GetNames(type).Select(Kebab)];

    private static object Choice(string id, ParameterInfo parameter, Type type, string text) =>
        Enum.GetNames(type).FirstOrDefault(n => Plain(n) == Plain(text)) is { } name
            ? Enum.Parse(type, name)
            : throw new ArgumentException($"The option '{parameter.Name}' of '{id}' is '{text}'; there are {string.Join(", ", Choices(type))}.");

    /// <summary>Small letters without separators, and Captum's names for what we call otherwise.</summary>
    private static string Plain(string text)
    {
        string plain = string.Concat(text.Where(char.IsLetterOrDigit)).ToLowerInvariant();
        return plain switch { "riemannmiddle" => "midpoint", "riemannleft" => "left", "riemannright" => "right", "riemanntrapezoid" => "captumtrapezoid", _ => plain };
    }

    internal static string Kebab(string name) => string.Concat(name.Select((c, i) => char.IsUpper(c) && i > 0 ? $"-{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));
}
