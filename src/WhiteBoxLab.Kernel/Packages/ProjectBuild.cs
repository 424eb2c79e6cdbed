namespace WhiteBoxLab.Kernel.Packages;

/// <summary>Builds a project that a cell refers to.</summary>
internal static class ProjectBuild
{
    /// <summary>Builds it.</summary>
    /// <param name="project">Its file.</param>
    /// <param name="cancellationToken">Stops the build.</param>
    /// <returns>The assembly it made.</returns>
    /// <exception cref="InvalidOperationException">It does not build, or not for this runtime.</exception>
    public static async Task<string> RunAsync(string project, CancellationToken cancellationToken)
    {
        string folder = Path.GetDirectoryName(project) ?? ".";
        string[] framework =
        [
            .. (await PropertyAsync("TargetFrameworks").ConfigureAwait(false)).Split(
                ';',
                StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries
            ),
        ];
        string[] chosen = framework.Length == 0 ? [] : [$"-p:TargetFramework={framework.OrderByDescending(Rank).First()}"];
        await DotnetTool
            .RunAsync(
                [
                    "build",
                    project,
                    "-v",
                    "q",
                    "-nologo",
                    "-p:CopyLocalLockFileAssemblies=true",
                    .. chosen.Length == 0 ? Array.Empty<string>() : ["-f", chosen[0].Split('=')[1]],
                ],
                folder,
                cancellationToken
            )
            .ConfigureAwait(false);
        string assembly = await PropertyAsync("TargetPath", chosen).ConfigureAwait(false),
            target = await PropertyAsync("TargetFramework", chosen).ConfigureAwait(false);
        if (Rank(target) < 0)
            throw new InvalidOperationException(
                $"'{Path.GetFileName(project)}' is built for {target}, and this kernel runs on net{Environment.Version.Major}"
                    + $".0. Give it <TargetFramework>net{Environment.Version.Major}.0</TargetFramework>, or netstandard2.0."
            );
        return File.Exists(assembly)
            ? assembly
            : throw new InvalidOperationException($"'{Path.GetFileName(project)}' was built, and made no '{assembly}'.");

        async Task<string> PropertyAsync(string name, params string[] more) =>
            (
                await DotnetTool
                    .RunAsync(["msbuild", project, $"-getProperty:{name}", "-nologo", .. more], folder, cancellationToken)
                    .ConfigureAwait(false)
            ).Trim();
    }

    // Below 0: this runtime does not load it.
    private static int Rank(string framework)
    {
        string name = framework.Split('-')[0];
        if (name.StartsWith("netstandard", StringComparison.Ordinal))
            return 0;
        return
            name.StartsWith("net", StringComparison.Ordinal)
            && Version.TryParse(name[3..], out Version? version)
            && version.Major >= 5
            && version.Major <= Environment.Version.Major
            ? version.Major
            : -1;
    }
}
