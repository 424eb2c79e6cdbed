using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json.Nodes;

namespace WhiteBoxLab;

/// <summary>An option: a parameter of a constructor that has a default, and the public property of its name.</summary>
internal sealed class Option(ParameterInfo parameter)
{
    private readonly OptionKind _kind = OptionKind.Of(parameter);
    private readonly Type _type = OptionKind.TypeOf(parameter);
    private readonly RangeAttribute? _range = parameter.GetCustomAttribute<RangeAttribute>();
    private readonly PropertyInfo _property =
        parameter.Member.DeclaringType!.GetProperty(parameter.Name!, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase) // constructors written in C# have names
        ?? throw new InvalidOperationException($"{parameter.Member.DeclaringType!.Name} has no public property for its option '{parameter.Name}'.");

    /// <summary>In camelCase.</summary>
    internal string Name => parameter.Name!;

    /// <summary>Whether it has a range.</summary>
    internal bool IsRanged => _range is not null;

    /// <summary>The value that stands where none is given.</summary>
    internal object? Default => _type.IsEnum && parameter.DefaultValue is { } number ? Enum.ToObject(_type, number) : parameter.DefaultValue;

    /// <summary>What is told of it.</summary>
    internal OptionInfo Info => new(Name, _kind.Name, Json(Default), Bound(_range?.Minimum), Bound(_range?.Maximum), _kind.Choices(_type), Documentation.Of(parameter));

    internal object? ValueOf(object owner) => _property.GetValue(owner);

    internal JsonNode? Json(object? value) => value is null ? null : _kind.Write(value);

    internal string Literal(object? value) => value is null ? "null" : _kind.Literal(value);

    /// <summary>The value that JSON gives, or the default where it gives none.</summary>
    /// <exception cref="ArgumentException">It is of another kind, or out of range.</exception>
    internal object? Read(string id, JsonNode? json, Func<string, Tensor>? file)
    {
        if (json is null)
            return parameter.DefaultValue;
        Check(() => id, NumberKind.Number(json));
        return _kind.Read(json, _type, file) ?? throw new ArgumentException($"The option '{Name}' of '{id}' {_kind.Refusal(json, _type)}");
    }

    /// <summary>Refuses a number out of range.</summary>
    /// <exception cref="ArgumentException">It is.</exception>
    internal void Check(Func<string> id, object? value)
    {
        if (_range is null || value is not (int or double))
            return;
        (double number, double low, double high) = (Bound(value)!.Value, Bound(_range.Minimum)!.Value, Bound(_range.Maximum)!.Value);
        if (!(number >= low && number <= high)) // also what is no number
            throw new ArgumentException(string.Create(CultureInfo.InvariantCulture, $"The option '{Name}' of '{id()}' is {number}; it goes from {low} to {high}."));
    }

    private static double? Bound(object? number) => number is null ? null : Convert.ToDouble(number, CultureInfo.InvariantCulture);
}
