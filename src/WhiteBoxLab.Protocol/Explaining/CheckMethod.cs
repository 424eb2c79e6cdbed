using System.Text.Json.Nodes;

namespace WhiteBoxLab.Protocol;

/// <summary>
/// Asks whether a method with some options can explain a network, without doing it. Answered by <see cref="MethodChecked"/>. An extension
/// of ours.
/// </summary>
/// <param name="Method">The method's id.</param>
/// <param name="Network">The name of a network, or the absolute path of a network's folder.</param>
/// <param name="Options">The method's options by name; null for all defaults.</param>
public sealed record CheckMethod(string Method, string Network, JsonObject? Options = null) : Command;

/// <summary>What became of a <see cref="CheckMethod"/>.</summary>
/// <param name="Problem">What stands in the way, in a sentence that says what there is instead; null when nothing does.</param>
/// <param name="Code">The C# that makes the method with these options, <c>new GradCam(relu: true)</c>; null where an option cannot be
/// read.</param>
/// <param name="Forwards">Forward passes with these options.</param>
/// <param name="Backwards">Backward passes with these options, at most.</param>
public sealed record MethodChecked(string? Problem, string? Code, double Forwards, double Backwards) : Event;
