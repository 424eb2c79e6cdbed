namespace WhiteBoxLab;

/// <summary>
/// A file is not a picture that can be read, or too large a one. The message is a finished sentence for whoever chose the file.
/// </summary>
public sealed class PhotoException : Exception
{
    /// <summary>Says nothing yet.</summary>
    public PhotoException()
        : this("This file is not a picture we can read. JPEG, PNG, WebP and GIF work.") { }

    /// <summary>Says what is wrong.</summary>
    /// <param name="message">A finished sentence.</param>
    public PhotoException(string message)
        : base(message) { }

    /// <summary>Says what is wrong and what led to it.</summary>
    /// <param name="message">A finished sentence.</param>
    /// <param name="innerException">What led to it.</param>
    public PhotoException(string message, Exception innerException)
        : base(message, innerException) { }
}
