namespace WhiteBoxLab.Protocol;

/// <summary>
/// Asks for the public types and members of the library and of this protocol, with what their docstrings say. Answered by
/// <see cref="ApiProduced"/>. An extension of ours.
/// </summary>
public sealed record RequestApi : Command;

/// <summary>The public types and members of the library and of this protocol.</summary>
/// <param name="Members">Types by name, each before its members.</param>
public sealed record ApiProduced(IReadOnlyList<ApiMember> Members) : Event;

/// <summary>A public type or member.</summary>
/// <param name="Name">Its name, behind its type's where it is a member: <c>GradCam.Layer</c>.</param>
/// <param name="Kind"><c>class</c>, <c>enum</c>, <c>constructor</c>, <c>method</c>, <c>property</c> and so on.</param>
/// <param name="Signature">As C# has it.</param>
/// <param name="Summary">The docstring's summary; empty where there is none.</param>
/// <param name="Method">The id of the catalogue's method that the type is, or belongs to; null for none.</param>
public sealed record ApiMember(string Name, string Kind, string Signature, string Summary, string? Method);
