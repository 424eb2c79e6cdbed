namespace WhiteBoxLab.Kernel.Verbs.Explaining;

/// <summary>A file cannot be read or written, or is not what it should be; the message is a finished sentence.</summary>
internal sealed class InputException(string message) : Exception(message);
