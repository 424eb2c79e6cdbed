namespace WhiteBoxLab.Protocol;

/// <summary>
/// Asks whether libtorch computes right on this machine. Answered by <see cref="MachineReported"/>. An extension of ours.
/// </summary>
public sealed record RequestMachine : Command;

/// <summary>Whether libtorch computes right on this machine, as far as it has been tried.</summary>
/// <param name="Sentence">All of it, for people.</param>
/// <param name="Processor">The processor's name.</param>
/// <param name="Libtorch">The version of libtorch.</param>
/// <param name="OneDnn">The version of oneDNN inside it.</param>
/// <param name="Tried">How many operations were tried against float64.</param>
/// <param name="GoneAround">The ones that are wrong, and what is taken instead: a sentence each.</param>
public sealed record MachineReported(
    string Sentence,
    string Processor,
    string Libtorch,
    string OneDnn,
    int Tried,
    IReadOnlyList<string> GoneAround
) : Event;
