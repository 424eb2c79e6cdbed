using System.Reflection;

namespace WhiteBoxLab.Web.Tests;

/// <summary>Where things lie in the repository that the tests were built from.</summary>
internal static class Repository
{
    public static string Root => BuiltWith("RepositoryRoot");

    public static string WebFolder => BuiltWith("WebFolder");

    public static string Path(params string[] parts) => System.IO.Path.Combine([Root, .. parts]);

    private static string BuiltWith(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().First(found => found.Key == key).Value!;
}
