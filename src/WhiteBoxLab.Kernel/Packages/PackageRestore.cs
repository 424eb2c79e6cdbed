using System.Runtime.InteropServices;
using System.Security;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Packages;

/// <summary>
/// Finds packages and all that they need, by the SDK's own restore of a project that references them. What it answered is kept, by what it
/// was asked, for as long as all versions
/// were named.
/// </summary>
/// <param name="packages">The packages, with their versions; null for the newest.</param>
/// <param name="sources">More places that packages come from.</param>
internal sealed class PackageRestore(IReadOnlyDictionary<string, string?> packages, IReadOnlyList<string> sources)
{
    private const string Framework = "net10.0";

    private static string Cache =>
        Path.Combine(
            Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) is { Length: > 0 } home ? home : Path.GetTempPath(),
            ".cache",
            "whiteboxlab",
            "packages"
        );

    /// <summary>Restores.</summary>
    /// <exception cref="InvalidOperationException">A package or a version is not there; the message is NuGet's.</exception>
    public async Task<IReadOnlyList<RestoredPackage>> RunAsync(CancellationToken cancellationToken)
    {
        string kept = Path.Combine(Cache, Key() + ".json");
        if (
            packages.Values.All(version => version is not null)
            && File.Exists(kept)
            && Read(await File.ReadAllTextAsync(kept, cancellationToken).ConfigureAwait(false)) is { } known
        )
            return known;
        string folder = Directory.CreateTempSubdirectory("whiteboxlab-restore-").FullName;
        try
        {
            WriteProject(folder);
            await RestoreAsync(folder, cancellationToken).ConfigureAwait(false);
            string assets = await File.ReadAllTextAsync(Path.Combine(folder, "obj", "project.assets.json"), cancellationToken)
                .ConfigureAwait(false);
            IReadOnlyList<RestoredPackage> restored = Read(assets)
                ?? throw new InvalidOperationException("The restored packages are not on disk.");
            Directory.CreateDirectory(Cache);
            WholeFile.Write(kept, assets);
            return restored;
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task RestoreAsync(string folder, CancellationToken cancellationToken)
    {
        try
        {
            await DotnetTool
                .RunAsync(["restore", Path.Combine(folder, "cells.csproj"), "-v", "q", "-nologo"], folder, cancellationToken)
                .ConfigureAwait(false);
        }
        catch (InvalidOperationException exception) when (IsOffline)
        {
            string all = string.Join(", ", packages.Select(one => one.Value is null ? one.Key : $"{one.Key} {one.Value}"));
            throw new InvalidOperationException(
                $"This kernel's sandbox has no network, and {all} cannot be had from this machine alone: name a version that is "
                    + $"on it, add a folder of packages with #i \"nuget: FOLDER\", or have the network allowed (Lab:KernelNetwork).",
                exception
            );
        }
    }

    private static bool IsOffline => Environment.GetEnvironmentVariable(KernelSandbox.OfflineVariable) is { Length: > 0 };

    private string Key()
    {
        IEnumerable<string> asked = packages
            .OrderBy(one => one.Key, StringComparer.OrdinalIgnoreCase)
            .Select(one => $"{one.Key.ToLowerInvariant()} {one.Value}");
        return Convert.ToHexStringLower(
            SHA256.HashData(
                Encoding.UTF8.GetBytes(
                    string.Join("\n", [Framework, RuntimeInformation.RuntimeIdentifier, Settings() ?? "", .. asked, .. sources])
                )
            )
        )[..32];
    }

    private void WriteProject(string folder)
    {
        string references = string.Concat(
            packages.Select(one =>
                $"    <PackageReference Include=\"{SecurityElement.Escape(one.Key)}\" Version=\""
                + $"{SecurityElement.Escape(one.Value ?? "*")}\" />\n"
            )
        );
        File.WriteAllText(
            Path.Combine(folder, "cells.csproj"),
            $"""
            <Project Sdk="Microsoft.NET.Sdk">
              <PropertyGroup>
                <TargetFramework>{Framework}</TargetFramework>
                <RuntimeIdentifier>{RuntimeInformation.RuntimeIdentifier}</RuntimeIdentifier>
                <SelfContained>false</SelfContained>
                <NuGetAudit>false</NuGetAudit>
                <DisableImplicitNuGetFallbackFolder>true</DisableImplicitNuGetFallbackFolder>
                <RestoreAdditionalProjectSources>{SecurityElement.Escape(string.Join(";", sources))}</RestoreAdditionalProjectSources>
                {(Settings() is { } settings ? $"<RestoreConfigFile>{SecurityElement.Escape(settings)}</RestoreConfigFile>" : "")}
              </PropertyGroup>
              <ItemGroup>
            {references}  </ItemGroup>
            </Project>
            """
        );

        // Whatever lies above the temporary folder is none of this project's business.
        foreach (string file in new[] { "Directory.Build.props", "Directory.Build.targets", "Directory.Packages.props" })
            File.WriteAllText(Path.Combine(folder, file), "<Project />");
    }

    // The settings that hold where the notebook lies.
    private static string? Settings()
    {
        for (DirectoryInfo? folder = new(Environment.CurrentDirectory); folder is not null; folder = folder.Parent)
        {
            if (
                folder.EnumerateFiles().FirstOrDefault(file => file.Name.Equals("nuget.config", StringComparison.OrdinalIgnoreCase)) is
                { } settings
            )
                return settings.FullName;
        }
        return null;
    }

    // Null when something of it is no longer on disk.
    private static List<RestoredPackage>? Read(string assets)
    {
        using JsonDocument document = JsonDocument.Parse(assets);
        JsonElement root = document.RootElement;
        string[] folders = [.. root.GetProperty("packageFolders").EnumerateObject().Select(folder => folder.Name)];
        List<RestoredPackage> packages = [];
        foreach (
            JsonProperty library in root.GetProperty("targets")
                .EnumerateObject()
                .Last(target => target.Name.Contains('/', StringComparison.Ordinal))
                .Value.EnumerateObject()
                .Where(library => library.Value.GetProperty("type").GetString() == "package")
        )
        {
            string path = root.GetProperty("libraries").GetProperty(library.Name).GetProperty("path").GetString() ?? "";
            if (folders.Select(folder => Path.Combine(folder, path)).FirstOrDefault(Directory.Exists) is not { } place)
                return null;
            string[] name = library.Name.Split('/', 2);
            packages.Add(
                new RestoredPackage(
                    name[0],
                    name[1],
                    place + Path.DirectorySeparatorChar,
                    Files("compile"),
                    Files("runtime"),
                    Files("native")
                )
            );

            string[] Files(string kind) =>
                library.Value.TryGetProperty(kind, out JsonElement files)
                    ?
                    [
                        .. files
                            .EnumerateObject()
                            .Where(file => !file.Name.EndsWith("_._", StringComparison.Ordinal))
                            .Select(file => Path.GetFullPath(Path.Combine(place, file.Name))),
                    ]
                    : [];
        }
        return packages;
    }
}
