namespace WhiteBoxLab.Protocol;

/// <summary>Where the lab and its kernels keep what belongs to nobody's notebook.</summary>
public static class DataFolder
{
    /// <summary>The variable that names it.</summary>
    public const string Variable = "WHITEBOXLAB_DATA";

    /// <summary>The one of the variable, or else a folder of the user's.</summary>
    public static string Usual =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named
            ? named
            : Path.Combine(
                Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.Create),
                "WhiteBoxLab"
            );

    /// <summary>In a data folder, where lies what was found out about the machine.</summary>
    /// <param name="data">The data folder.</param>
    public static string Machine(string data) => Path.Combine(data, "machine");
}
