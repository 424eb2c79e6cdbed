namespace WhiteBoxLab;

/// <summary>Names as ids are written.</summary>
internal static class Kebab
{
    /// <summary><c>CamFinish</c> as <c>cam-finish</c>.</summary>
    internal static string Of(string name) =>
        string.Concat(name.Select((c, i) => char.IsUpper(c) && i > 0 ? $"-{char.ToLowerInvariant(c)}" : $"{char.ToLowerInvariant(c)}"));

    /// <summary>The id of an enumeration's value.</summary>
    internal static string Of(Enum value) => Of(value.ToString());
}
