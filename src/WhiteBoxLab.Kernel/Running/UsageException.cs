namespace WhiteBoxLab.Kernel.Running;

/// <summary>The command line does not make sense; the message says what is wrong and what there is.</summary>
internal sealed class UsageException(string message) : Exception(message);
