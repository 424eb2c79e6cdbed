namespace WhiteBoxLab.Protocol;

/// <summary>Where the lab, and its kernel from a shell, keep what they make unless they are told otherwise.</summary>
public static class DataFolder
{
    /// <summary>The variable <c>WHITEBOXLAB_DATA</c>, or a folder of the user's.</summary>
    public static string Usual => Environment.GetEnvironmentVariable("WHITEBOXLAB_DATA") ?? Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create), "WhiteBoxLab");
}
