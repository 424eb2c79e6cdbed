using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;

namespace WhiteBoxLab;

/// <summary>An option: a parameter of a constructor that has a default, and the public property of its name.</summary>
internal sealed class Option(ParameterInfo parameter)
{
    private readonly OptionKind kind = OptionKind.Of(parameter);
    private readonly Type type = OptionKind.TypeOf(parameter);
    private readonly RangeAttribute? range = parameter.GetCustomAttribute<RangeAttribute>();
    private readonly PropertyInfo property = parameter.Member.DeclaringType!.GetProperty(
        parameter.Name!,
        BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase
    ) // constructors written in C# have names
        ?? throw new InvalidOperationException(
            $"{parameter.Member.DeclaringType!.Name} has no public property for its option '{parameter.Name}'."
        );

    /// <summary>In camelCase.</summary>
    internal string Name => parameter.Name!;

    /// <summary>Whether it has a range.</summary>
    internal bool IsRanged => range is not null;

    /// <summary>The value that stands where none is given.</summary>
    internal object? Default => type.IsEnum && parameter.DefaultValue is { } number ? Enum.ToObject(type, number) : parameter.DefaultValue;

    /// <summary>What is told of it.</summary>
    internal OptionInfo Info =>
        new(Name, kind.Name, Json(Default), Bound(range?.Minimum), Bound(range?.Maximum), kind.Choices(type), Documentation.Of(parameter));

    internal object? ValueOf(object owner) => property.GetValue(owner);

    internal JsonNode? Json(object? value) => value is null ? null : kind.Write(value);

    internal string Literal(object? value) => value is null ? "null" : kind.Literal(value);

    /// <summary>The value that JSON gives, or the default where it gives none.</summary>
    /// <exception cref="ArgumentException">It is of another kind, or out of range.</exception>
    internal object? Read(string id, JsonNode? json, Func<string, Tensor>? file)
    {
        if (json is null)
            return parameter.DefaultValue;
        Check(() => id, NumberKind.Number(json));
        return kind.Read(json, type, file) ?? throw new ArgumentException($"The option '{Name}' of '{id}' {kind.Refusal(json, type)}");
    }

    /// <summary>Refuses a number out of range.</summary>
    /// <exception cref="ArgumentException">It is.</exception>
    internal void Check(Func<string> id, object? value)
    {
        if (range is null || value is not (int or double))
            return;
        (double number, double low, double high) = (Bound(value)!.Value, Bound(range.Minimum)!.Value, Bound(range.Maximum)!.Value);
        if (!(number >= low && number <= high)) // also what is no number
            throw new ArgumentException(
                string.Create(CultureInfo.InvariantCulture, $"The option '{Name}' of '{id()}' is {number}; it goes from {low} to {high}.")
            );
    }

    private static double? Bound(object? number) => number is null ? null : Convert.ToDouble(number, CultureInfo.InvariantCulture);
}
