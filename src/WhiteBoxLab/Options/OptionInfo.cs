using System.Text.Json.Nodes;

namespace WhiteBoxLab;

/// <summary>An option of a method.</summary>
/// <param name="Name">In camelCase, as in the JSON of options.</param>
/// <param name="Type"><c>integer</c>, <c>number</c>, <c>boolean</c>, <c>text</c>, <c>choice</c>, <c>baseline</c>, <c>baselines</c>,
/// <c>composite</c>, <c>method</c>, <c>numbers</c>, <c>segments</c>,
/// <c>segmentations</c>, <c>layer</c> or <c>layers</c>.</param>
/// <param name="Default">The default; null means chosen by the method.</param>
/// <param name="Minimum">Smallest value allowed, where there is one.</param>
/// <param name="Maximum">Largest value allowed, where there is one.</param>
/// <param name="Choices">The values to choose from, where there are such.</param>
/// <param name="Summary">What it does, with its default in words.</param>
public sealed record OptionInfo(
    string Name,
    string Type,
    JsonNode? Default,
    double? Minimum,
    double? Maximum,
    IReadOnlyList<string>? Choices,
    string Summary
);
