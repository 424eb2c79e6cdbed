using Xunit;

namespace WhiteBoxLab.Tests;

/// <summary>Pages of the documentation that are made from the catalogue.</summary>
internal static class Page
{
    /// <summary>Fails where a page differs from what it should say, and leaves that beside it as <c>*.received.md</c>.</summary>
    public static void Holds(string path, string text)
    {
        string page = Path.Combine(TestData.OfRepository, "..", "..", path),
            received = Path.ChangeExtension(page, ".received.md");
        if (File.Exists(page) && File.ReadAllText(page) == text)
        {
            File.Delete(received);
            return;
        }
        File.WriteAllText(received, text);
        Assert.Fail($"{path} is out of date. Look at {received}; rename it if it is right.");
    }
}
