namespace WhiteBoxLab.Protocol;

/// <summary>An event on its way, with the command it belongs to.</summary>
/// <param name="Event">What happened.</param>
/// <param name="Command">The command it happened to, or null for <c>KernelReady</c>.</param>
/// <param name="RoutingSlip">URIs of the kernels passed on the way out, in order.</param>
public sealed record EventEnvelope(Event Event, CommandEnvelope? Command, IReadOnlyList<string> RoutingSlip);
