using System.Text.RegularExpressions;

namespace WhiteBoxLab.Kernel.Magics;

/// <summary><c>#r "..."</c>: makes a package, a project or an assembly known to the cells.</summary>
internal sealed partial class ReferenceMagic : Magic
{
    public override string Name => "#r";

    public override string Help =>
        "Use a package, a project or an assembly: #r \"nuget: NAME, VERSION\", #r \"project: FILE\", #r \"FILE.dll\".";

    public override async Task RunAsync(MagicCall call)
    {
        string what = Quoted(call.Rest);
        if (Package().Match(what) is { Success: true } package)
            await call
                .Context.Cells.Packages.AddAsync(
                    call.Run.Command,
                    package.Groups["name"].Value,
                    package.Groups["version"] is { Success: true, Value: var version } ? version : null
                )
                .ConfigureAwait(true);
        else if (Project().Match(what) is { Success: true } project)
            await call.Context.Cells.Packages.AddProjectAsync(call.Run.Command, project.Groups[1].Value).ConfigureAwait(true);
        else
            call.Context.Cells.Packages.AddFile(what);
    }

    /// <summary>The text between the quotes; behind them there may be a comment.</summary>
    public static string Quoted(string rest) =>
        InQuotes().Match(rest) is { Success: true } quoted
            ? quoted.Groups[1].Value.Trim()
            : throw new InvalidOperationException(
                "The text behind #r, #i and #load stands in double quotes, and nothing but a comment behind it."
            );

    [GeneratedRegex(@"^\s*""([^""]*)""\s*;?\s*(//.*|/\*.*\*/\s*)?$")]
    private static partial Regex InQuotes();

    [GeneratedRegex(@"^nuget\s*:\s*(?<name>[\w.\-]+)\s*(?:,\s*(?<version>[\w.\-+*\[\](), ]+?))?\s*$", RegexOptions.IgnoreCase)]
    private static partial Regex Package();

    [GeneratedRegex(@"^project\s*:\s*(.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex Project();
}

/// <summary><c>#i "nuget: ..."</c>: another place that packages come from.</summary>
internal sealed partial class SourceMagic : Magic
{
    public override string Name => "#i";

    public override string Help => "Take packages from there as well: #i \"nuget: ADDRESS or FOLDER\".";

    public override Task RunAsync(MagicCall call)
    {
        string what = ReferenceMagic.Quoted(call.Rest);
        if (Source().Match(what) is not { Success: true } source)
            throw new InvalidOperationException("#i is followed by a source of packages: #i \"nuget: ADDRESS or FOLDER\".");
        call.Context.Cells.Packages.AddSource(source.Groups[1].Value);
        return Task.CompletedTask;
    }

    [GeneratedRegex(@"^nuget\s*:\s*(.+)$", RegexOptions.IgnoreCase)]
    private static partial Regex Source();
}
