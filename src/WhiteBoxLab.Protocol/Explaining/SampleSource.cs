namespace WhiteBoxLab.Protocol;

/// <summary>How commands name the photos that ship with the lab: <c>sample:NAME</c>. Everything else is a file.</summary>
public static class SampleSource
{
    private const string Prefix = "sample:";

    /// <summary>What commands call a photo.</summary>
    /// <param name="name">The photo's name, such as <c>chelsea</c>.</param>
    public static string Of(string name) => Prefix + name;

    /// <summary>The name of the photo that ships with the lab; null for a file.</summary>
    /// <param name="photo">A photo as commands call it.</param>
    public static string? NameIn(string photo) => photo.StartsWith(Prefix, StringComparison.Ordinal) ? photo[Prefix.Length..] : null;
}
