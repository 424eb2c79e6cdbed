namespace WhiteBoxLab.Tests;

/// <summary>
/// Where <c>tests/data</c> lies. It is read from the source tree, not copied to the output. The variable WHITEBOXLAB_TEST_DATA names
/// another folder of the same form, with more cases.
/// </summary>
internal static class TestData
{
    public static string Folder { get; } = Environment.GetEnvironmentVariable("WHITEBOXLAB_TEST_DATA") ?? OfRepository;

    /// <summary>The repository's own, whatever the variable says.</summary>
    public static string OfRepository => Find(AppContext.BaseDirectory);

    public static string At(string path) => Path.Combine(Folder, path);

    private static string Find(string start)
    {
        for (DirectoryInfo? folder = new(start); folder is not null; folder = folder.Parent)
        {
            string data = Path.Combine(folder.FullName, "tests", "data");
            if (Directory.Exists(data))
                return data;
        }
        throw new DirectoryNotFoundException($"There is no folder tests/data above {start}.");
    }
}
