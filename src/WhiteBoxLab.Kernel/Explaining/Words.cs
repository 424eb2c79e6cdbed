using System.Text.RegularExpressions;

namespace WhiteBoxLab.Kernel;

/// <summary>Names of values as the protocol writes them.</summary>
internal static partial class Words
{
    /// <summary>Such as <c>black-box</c> for <c>BlackBox</c>.</summary>
    public static string Kebab<T>(T value)
        where T : struct, Enum => Hump().Replace(value.ToString(), "-$0").ToLowerInvariant();

    [GeneratedRegex("(?<!^)[A-Z]")]
    private static partial Regex Hump();
}
