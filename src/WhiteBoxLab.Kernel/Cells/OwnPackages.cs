using System.Diagnostics;
using WhiteBoxLab.Kernel.Packages;
using WhiteBoxLab.Kernel.Running;
using WhiteBoxLab.Protocol;

namespace WhiteBoxLab.Kernel.Cells;

/// <summary>Packages that a notebook asks for and this kernel is made of: they are there already, in the kernel's own versions.</summary>
internal static class OwnPackages
{
    // Packages without an assembly of their own, by what they belong to.
    private static readonly (string Begin, string Of)[] Bundles =
    [
        ("TorchSharp-", "TorchSharp"),
        ("libtorch-", "TorchSharp"),
        ("SkiaSharp.NativeAssets.", "SkiaSharp"),
    ];

    /// <summary>The version in which a package is part of the kernel, empty where any is meant; null where it is not part of it.</summary>
    public static string? VersionOf(string package, CellReferences references)
    {
        string assembly = Bundles.FirstOrDefault(bundle => package.StartsWith(bundle.Begin, StringComparison.OrdinalIgnoreCase)).Of
            ?? package;
        if (!references.IsOurs(assembly) || references.PathOf(assembly) is not { } file)
            return null;
        if (package.StartsWith("libtorch-", StringComparison.OrdinalIgnoreCase)) // its versions are PyTorch's
            return "";
        return FileVersionInfo.GetVersionInfo(file).ProductVersion?.Split('+')[0] ?? "";
    }

    /// <summary>Says that it is there, and in which version where another was asked for.</summary>
    /// <exception cref="InvalidOperationException">A newer one was asked for than the kernel can give.</exception>
    public static void Note(KernelCommand command, string package, string? wish, string own)
    {
        bool same = own.Length == 0 || VersionWish.Accepts(wish, own);
        if (!same && IsNewer(wish, own))
            throw new InvalidOperationException(
                $"{package} is part of this kernel already, in version {own}, and {wish} cannot be added beside it. Leave out "
                    + $"the version, or the line: cells use it without #r."
            );
        string text = same
            ? $"{package} is part of this kernel."
            : $"{package} is part of this kernel, in version {own} instead of {wish}.";
        command.Publish(new DisplayedValueProduced([new FormattedValue("text/plain", text)], Guid.NewGuid().ToString()));
    }

    private static bool IsNewer(string? wish, string own) =>
        VersionWish.Compare(wish?.TrimStart('[', '(').Split(',')[0].TrimEnd(']', ')', '*', '.') ?? "", own) > 0;
}
