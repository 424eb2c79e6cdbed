using System.Text.RegularExpressions;

namespace WhiteBoxLab.Kernel.Running;

/// <summary>The sentence in an exception.</summary>
internal static partial class Sentence
{
    /// <summary>
    /// The message without what the framework hangs behind it; with the type's name where a message alone says too little.
    /// </summary>
    public static string Of(Exception exception)
    {
        string message = Tail().Replace(exception.Message, "");
        bool finished =
            exception is ArgumentException or InvalidOperationException or IOException or NotSupportedException
            || exception.GetType().Namespace is { } home && home.StartsWith(nameof(WhiteBoxLab), StringComparison.Ordinal);
        return finished ? message : $"{exception.GetType().Name}: {message}";
    }

    [GeneratedRegex(@"\s*\(Parameter '[^']*'\)(\r?\nActual value was .*)?$", RegexOptions.Singleline)]
    private static partial Regex Tail();
}
