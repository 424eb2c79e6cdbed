using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Packages;

/// <summary>A package on disk.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">Its version.</param>
/// <param name="Folder">Its folder.</param>
/// <param name="Compiling">The assemblies that cells are compiled against.</param>
/// <param name="Running">The assemblies that are loaded.</param>
/// <param name="Native">The native libraries for this system.</param>
internal sealed record RestoredPackage(
    string Name,
    string Version,
    string Folder,
    IReadOnlyList<string> Compiling,
    IReadOnlyList<string> Running,
    IReadOnlyList<string> Native
)
{
    /// <summary>The package in the protocol's words.</summary>
    public ResolvedPackageReference Reference(bool asked) => new(Running, [Folder], Folder, Name, Version, asked);
}
