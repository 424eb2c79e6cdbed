using System.Reflection;
using System.Text.Json.Nodes;

namespace WhiteBoxLab;

/// <summary>A kind of option: how it is read from JSON, written to it, and written in C#. One file each, found by a scan.</summary>
internal abstract class OptionKind
{
    private static readonly IReadOnlyList<OptionKind> All = Discover.All<OptionKind>();

    /// <summary>Its name in the catalogue, such as <c>integer</c>.</summary>
    internal abstract string Name { get; }

    /// <summary>The kind of a constructor's parameter.</summary>
    /// <exception cref="InvalidOperationException">No kind serves it, or several do.</exception>
    internal static OptionKind Of(ParameterInfo parameter)
    {
        OptionKind[] serving = [.. All.Where(kind => kind.Serves(parameter, TypeOf(parameter)))];
        return serving.Length == 1
            ? serving[0]
            : throw new InvalidOperationException(
                $"The option '{parameter.Name}' of {parameter.Member.DeclaringType?.Name} is of {serving.Length} kinds; it "
                    + $"needs one. There are {string.Join(", ", All.Select(kind => kind.Name).Distinct())}."
            );
    }

    /// <summary>A parameter's type without its question mark.</summary>
    internal static Type TypeOf(ParameterInfo parameter) => Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;

    /// <summary>What JSON has to hold, in words, such as "a whole number".</summary>
    internal abstract string Wanted(Type type);

    /// <summary>The value; null where the JSON holds something else.</summary>
    /// <param name="json">What was given.</param>
    /// <param name="type">The parameter's type.</param>
    /// <param name="file">Gives the tensor that a text names; null where there is none.</param>
    internal abstract object? Read(JsonNode json, Type type, Func<string, Tensor>? file);

    /// <summary>The value in JSON.</summary>
    internal virtual JsonNode? Write(object value) => value.ToString();

    /// <summary>The value in C#.</summary>
    internal abstract string Literal(object value);

    /// <summary>The values to choose from; null where there are no such.</summary>
    internal virtual IReadOnlyList<string>? Choices(Type type) => null;

    /// <summary>Why a JSON value is none of these, as the end of a sentence.</summary>
    internal virtual string Refusal(JsonNode json, Type type) => $"needs {Wanted(type)}; it is {json.ToJsonString()}.";

    /// <summary>Whether a parameter is of this kind.</summary>
    protected abstract bool Serves(ParameterInfo parameter, Type type);
}
