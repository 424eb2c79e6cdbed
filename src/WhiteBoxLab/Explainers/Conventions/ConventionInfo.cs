using System.Text.Json.Nodes;

namespace WhiteBoxLab;

/// <summary>The options by which a method follows a convention.</summary>
/// <param name="Convention">Whose way.</param>
/// <param name="Options">The options that it chooses; the others keep their defaults. A copy.</param>
/// <param name="Note">What that amounts to, in words.</param>
public sealed record ConventionInfo(Convention Convention, JsonObject Options, string Note);
