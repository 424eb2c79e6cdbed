namespace WhiteBoxLab.Protocol;

/// <summary>
/// What a line of the wire turned out to be: a <see cref="CommandLine"/>, an <see cref="EventLine"/> or a <see cref="BadLine"/>.
/// </summary>
public abstract record WireMessage;

/// <summary>A line that holds a command.</summary>
/// <param name="Envelope">The command.</param>
public sealed record CommandLine(CommandEnvelope Envelope) : WireMessage;

/// <summary>A line that holds an event.</summary>
/// <param name="Envelope">The event.</param>
public sealed record EventLine(EventEnvelope Envelope) : WireMessage;

/// <summary>A line that holds neither.</summary>
/// <param name="Reason">One sentence: what is wrong with it.</param>
/// <param name="Token">The token in it, when that much could be read; otherwise null.</param>
/// <param name="Type">The command or event type in it, when that much could be read; otherwise null.</param>
public sealed record BadLine(string Reason, string? Token, string? Type) : WireMessage;
