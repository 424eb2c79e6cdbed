namespace WhiteBoxLab.Web.Layout;

/// <summary>Why a file cannot be written, in words.</summary>
public static class DiskWords
{
    // No space left and quota exceeded on Linux, the quota on macOS; disk full on Windows, which has two numbers for it.
    private static readonly int[] Full = [28, 122, 69, unchecked((int)0x80070070), unchecked((int)0x80070027)];

    /// <summary>Whether an exception means that a file cannot be read or written.</summary>
    /// <param name="problem">The exception.</param>
    public static bool Are(Exception problem) => problem is IOException or UnauthorizedAccessException;

    /// <summary>The reason in a sentence. A full disk is called one, whatever the system calls it.</summary>
    /// <param name="problem">The exception.</param>
    public static string Of(Exception problem)
    {
        ArgumentNullException.ThrowIfNull(problem);
        return problem is IOException && Full.Contains(problem.HResult)
            ? "The disk is full. Make room on it, and try again."
            : problem.Message;
    }
}
