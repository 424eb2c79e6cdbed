using System.Reflection;
using System.Text.Json.Nodes;

namespace WhiteBoxLab;

/// <summary>The methods there are, found by a scan: cards, options, and explainers made from their ids.</summary>
public static class Catalogue
{
    private static readonly IReadOnlyList<(ExplainerCard Card, Type Type)> Entries =
    [
        .. Discover
            .Types<Explainer>()
            .Where(t => t.IsPublic)
            .Select(t => (((Explainer)OptionList.Create(t, t.Name, null, null)).Card, t))
            .OrderBy(e => e.Card.Family)
            .ThenBy(e => e.Card.Name, StringComparer.Ordinal),
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
    public static IReadOnlyList<OptionInfo> OptionsOf(string id) => [.. OptionList.Of(Entry(id).Type).Select(option => option.Info)];

    /// <summary>A method with options.</summary>
    /// <param name="id">Such as <c>integrated-gradients</c>.</param>
    /// <param name="options">By name, <c>memory</c> (megabytes) among them; what is left out has its default.</param>
    /// <param name="file">Gives the tensor that an option such as <c>"baseline": "file"</c> names; null where there is none.</param>
    /// <param name="convention">Whose defaults what is left out has; null for WhiteBoxLab's own.</param>
    /// <exception cref="ArgumentException">No such method, option or convention, or a value out of range; the message lists what there
    /// is.</exception>
    public static Explainer Create(string id, JsonObject? options = null, Func<string, Tensor>? file = null, Convention? convention = null)
    {
        Type type = Entry(id).Type;
        (int? memory, JsonObject? others) = MemoryBudget.Taken(id, options);
        Explainer made = (Explainer)OptionList.Create(type, id, convention is { } followed ? Followed(id, followed, others) : others, file);
        return memory is { } megabytes ? made.Within(megabytes) : made;
    }

    /// <summary>The conventions that a method can follow, with the options that each chooses.</summary>
    /// <param name="id">Such as <c>grad-cam</c>.</param>
    /// <exception cref="ArgumentException">There is no such method; the message lists them.</exception>
    public static IReadOnlyList<ConventionInfo> ConventionsOf(string id) =>
        [
            .. Entry(id)
                .Type.GetCustomAttributes<FollowsAttribute>()
                .OrderBy(f => f.Convention)
                .Select(f => new ConventionInfo(f.Convention, JsonNode.Parse(f.Options)!.AsObject(), f.Note)),
        ];

    /// <summary>A convention's options, then one's own.</summary>
    private static JsonObject Followed(string id, Convention convention, JsonObject? options)
    {
        JsonObject chosen = ConventionsOf(id).FirstOrDefault(c => c.Convention == convention)?.Options
            ?? throw new ArgumentException(
                $"'{id}' has no convention '{Kebab.Of(convention)}'. It has "
                    + $"{(ConventionsOf(id) is { Count: > 0 } known ? string.Join(", ",
                        known.Select(c => Kebab.Of(c.Convention))) : "none")}"
                    + $"."
            );
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
    public static string CodeOf(Explainer explainer) =>
        OptionList.Code(explainer) + (explainer.Memory is { } megabytes ? $".Within({megabytes})" : "");

    private static (ExplainerCard Card, Type Type) Entry(string id) =>
        Entries.FirstOrDefault(e => e.Card.Id == id) is { Card: not null } entry
            ? entry
            : throw new ArgumentException(
                $"There is no method '{id}'. There are {string.Join(", ", Cards.Select(c => c.Id).Order(StringComparer.Ordinal))}."
            );
}
