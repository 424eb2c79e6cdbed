namespace WhiteBoxLab.Protocol;

/// <summary>Adds a NuGet package. Answered by <see cref="PackageAdded"/>.</summary>
/// <param name="PackageName">The package.</param>
/// <param name="PackageVersion">The version, or null for any.</param>
public sealed record AddPackage(string PackageName, string? PackageVersion = null) : Command;

/// <summary>Adds a place where packages are looked for.</summary>
/// <param name="PackageSource">The address of a package feed.</param>
public sealed record AddPackageSource(string PackageSource) : Command;

/// <summary>A package can be used.</summary>
/// <param name="PackageReference">The package.</param>
public sealed record PackageAdded(ResolvedPackageReference PackageReference) : Event;

/// <summary>A package on disk.</summary>
/// <param name="AssemblyPaths">Its assemblies.</param>
/// <param name="ProbingPaths">Folders in which native files are looked for.</param>
/// <param name="PackageRoot">Its folder.</param>
/// <param name="PackageName">Its name.</param>
/// <param name="PackageVersion">Its version.</param>
/// <param name="IsPackageVersionSpecified">Whether that version was asked for.</param>
public sealed record ResolvedPackageReference(
    IReadOnlyList<string> AssemblyPaths,
    IReadOnlyList<string> ProbingPaths,
    string? PackageRoot,
    string PackageName,
    string? PackageVersion,
    bool IsPackageVersionSpecified
);
