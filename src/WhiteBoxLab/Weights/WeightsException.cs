namespace WhiteBoxLab;

/// <summary>
/// A file of weights or numbers cannot be read. The message names the file, the tensor and the sizes, and may be shown as it is.
/// </summary>
public sealed class WeightsException : Exception
{
    /// <summary>Says nothing yet.</summary>
    public WeightsException()
        : this("A file of weights cannot be read.") { }

    /// <summary>Says what is wrong.</summary>
    /// <param name="message">A finished sentence.</param>
    public WeightsException(string message)
        : base(message) { }

    /// <summary>Says what is wrong and what led to it.</summary>
    /// <param name="message">A finished sentence.</param>
    /// <param name="innerException">What led to it.</param>
    public WeightsException(string message, Exception innerException)
        : base(message, innerException) { }
}
