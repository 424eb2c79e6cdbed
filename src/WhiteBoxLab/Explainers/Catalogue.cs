using System.Reflection;
using System.Text.Json.Nodes;

namespace WhiteBoxLab;

/// <summary>The methods there are, found by a scan: cards, options, and explainers made from their ids.</summary>
public static class Catalogue
{
    private static readonly IReadOnlyList<(ExplainerCard Card, Type Type)> Entries =
    [
        .. typeof(Explainer).Assembly.GetTypes()
            .Where(t => t.IsSubclassOf(typeof(Explainer)) && t is { IsAbstract: false, IsPublic: true })
            .Select(t => (ExplainerOptions.Create(t, t.Name, null, null).Card, t))
            .OrderBy(e => e.Card.Family).ThenBy(e => e.Card.Name, StringComparer.Ordinal),
    ];

    /// <summary>The cards by family and name.</summary>
    public static IReadOnlyList<ExplainerCard> Cards { get; } = [.. Entries.Select(e => e.Card)];

    /// <summary>A method's card.</summary>
    /// <param name="id">Such as <c>grad-cam</c>.</param>
    /// <exception cref="ArgumentException">There is no such method; the message lists them.</exception>
    public static ExplainerCard Find(string id) => Entry(id).Card;

    /// <summary>A method's options in the order of its constructor.</summary>
    /// <param name="id">Such as <c>integrated-gradients</c>.</param>
    /// <exception cref="ArgumentException">There is no such method; the message lists them.</exception>
    public static IReadOnlyList<OptionInfo> OptionsOf(string id) => [.. ExplainerOptions.Parameters(Entry(id).Type).Select(Describe)];

    /// <summary>A method with options.</summary>
    /// <param name="id">Such as <c>integrated-gradients</c>.</param>
    /// <param name="options">By name; what is left out has its default.</param>
    /// <param name="file">Gives the tensor that an option such as <c>"baseline": "file"</c> names; null where there is none.</param>
    /// <param name="convention">Whose defaults what is left out has; null for WhiteBoxLab's own.</param>
    /// <exception cref="ArgumentException">No such method, option or convention, or a value out of range; the message lists what there is.</exception>
    public static Explainer Create(string id, JsonObject? options = null, Func<string, Tensor>? file = null, Convention? convention = null) =>
        ExplainerOptions.Create(Entry(id).Type, id, convention is { } followed ? Followed(id, followed, options) : options, file);

    /// <summary>The conventions that a method can follow, with the options that each chooses.</summary>
    /// <param name="id">Such as <c>grad-cam</c>.</param>
    /// <exception cref="ArgumentException">There is no such method; the message lists them.</exception>
    public static IReadOnlyList<ConventionInfo> ConventionsOf(string id) =>
        [.. Entry(id).Type.GetCustomAttributes<FollowsAttribute>().OrderBy(f => f.Convention).Select(f => new ConventionInfo(f.Convention, JsonNode.Parse(f.Options)!.AsObject(), f.Note))];

    /// <summary>A convention's options, then one's own.</summary>
    private static JsonObject Followed(string id, Convention convention, JsonObject? options)
    {
        JsonObject chosen = ConventionsOf(id).FirstOrDefault(c => c.Convention == convention)?.Options
            ?? throw new ArgumentException($"'{id}' has no convention '{ExplainerOptions.Kebab(convention.ToString())}'. It has {(ConventionsOf(id) is { Count: > 0 } known ? string.Join(", ", known.Select(c => ExplainerOptions.Kebab(c.Convention.ToString()))) : "none")}.");
        foreach ((string name, JsonNode? value) in options ?? [])
        {
            if (chosen.FirstOrDefault(o => string.Equals(o.Key, name, StringComparison.OrdinalIgnoreCase)).Key is { } same)
                chosen.Remove(same);
            chosen[name] = value?.DeepClone();
        }
        return chosen;
    }

    /// <summary>The C# that makes a method with options, as one writes it in a cell.</summary>
    /// <param name="explainer">The method.</param>
    public static string CodeOf(Explainer explainer)
    {
        IEnumerable<string> arguments = ExplainerOptions.Parameters(explainer.GetType())
            .Select(p => (p, Value: explainer.GetType().GetProperty(p.Name!, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase)!.GetValue(explainer)))
            .Where(a => !Equals(a.Value, a.p.DefaultValue))
            .Select(a => $"{a.p.Name}: {Literal(a.Value)}");
        return $"new {explainer.GetType().Name}({string.Join(", ", arguments)})";
    }

    private static string Literal(object? value) => value switch
    {
        bool flag => flag ? "true" : "false",
        string text => $"\"{text}\"",
        Enum choice => $"{choice.GetType().Name}.{choice}",
        Baseline baseline => baseline.Code,
        Patterns patterns => $"Patterns.Open(\"{patterns}\")",
        Composite composite => composite.ToString().StartsWith('{') ? $"Composite.Parse(JsonNode.Parse(\"\"\"{composite}\"\"\")!)" : $"Composite.Named(\"{composite}\")",
        Conditions conditions => $"\"{conditions}\"",
        IReadOnlyList<string> names => $"[{string.Join(", ", names.Select(Literal))}]",
        IReadOnlyList<double> numbers => $"[{string.Join(", ", numbers.Select(n => n.ToString("R", System.Globalization.CultureInfo.InvariantCulture)))}]",
        double number => number.ToString("R", System.Globalization.CultureInfo.InvariantCulture),
        _ => value?.ToString() ?? "null",
    };

    private static (ExplainerCard Card, Type Type) Entry(string id) => Entries.FirstOrDefault(e => e.Card.Id == id) is { Card: not null } entry
        ? entry
        : throw new ArgumentException($"There is no method '{id}'. There are {string.Join(", ", Cards.Select(c => c.Id).Order(StringComparer.Ordinal))}.");

    private static OptionInfo Describe(ParameterInfo parameter)
    {
        Type type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        string kind = parameter.Name is "layer" or "start" ? "layer" : type == typeof(int) ? "integer" : type == typeof(double) ? "number" : type == typeof(bool) ? "boolean"
            : type == typeof(Baseline) ? "baseline" : type == typeof(Composite) ? "composite" : type == typeof(double[]) ? "numbers" : type == typeof(string[]) ? "layers" : type.IsEnum ? "choice" : "text";
        (double? low, double? high) = ExplainerOptions.RangeOf(parameter);
        string[]? choices = type.IsEnum ? ExplainerOptions.Choices(type) : type == typeof(Baseline) ? ["zero", "black", "white"] : type == typeof(Composite) ? [.. Composite.Names] : null;
        JsonNode? standard = type.IsEnum && parameter.DefaultValue is not null ? ExplainerOptions.Json(Enum.ToObject(type, parameter.DefaultValue)) : ExplainerOptions.Json(parameter.DefaultValue);
        return new(parameter.Name!, kind, standard, low, high, choices, Documentation.Of(parameter));
    }
}
