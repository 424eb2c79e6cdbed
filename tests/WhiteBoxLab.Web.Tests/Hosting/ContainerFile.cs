using System.Text.RegularExpressions;

namespace WhiteBoxLab.Web.Tests;

/// <summary>The Dockerfile: what makes the lab, and what then starts it.</summary>
/// <param name="Build">The steps of the first stage, in order.</param>
/// <param name="Final">Those of the last one.</param>
internal sealed partial record ContainerFile(IReadOnlyList<ContainerStep> Build, IReadOnlyList<ContainerStep> Final)
{
    public static ContainerFile Read()
    {
        string text = Continued().Replace(Comment().Replace(File.ReadAllText(Repository.Path("Dockerfile")), ""), " ");
        ContainerStep[] steps = [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(ContainerStep.Of)];
        int last = Array.FindLastIndex(steps, step => step.Word == "FROM");
        return new ContainerFile(steps[..last], steps[last..]);
    }

    /// <summary>What stands behind a word of the last stage that comes once.</summary>
    public string Single(string word) => Final.Single(step => step.Word == word).Rest;

    [GeneratedRegex("^#.*\n", RegexOptions.Multiline)]
    private static partial Regex Comment();

    [GeneratedRegex(@"\\\n")]
    private static partial Regex Continued();
}

/// <summary>A line of it.</summary>
internal sealed record ContainerStep(string Word, string Rest)
{
    public static ContainerStep Of(string line) => line.Split(' ', 2) is [var word, var rest] ? new(word, rest.Trim()) : new(line, "");

    /// <summary>What <c>COPY</c> takes, without its options; where it goes comes last.</summary>
    public string[] Paths => [.. Rest.Split(' ').Where(one => !one.StartsWith("--", StringComparison.Ordinal))];

    /// <summary>Whether it copies out of another stage.</summary>
    public bool IsFromStage => Rest.StartsWith("--from=", StringComparison.Ordinal);
}
