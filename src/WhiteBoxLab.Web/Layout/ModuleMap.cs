using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Components;

namespace WhiteBoxLab.Web.Layout;

/// <summary>
/// Leads the plain addresses of the browser's modules, by which .NET and they themselves ask for each other, to those that name their
/// content, which a browser keeps without ever asking again.
/// </summary>
public static class ModuleMap
{
    private const string Folder = "dist/";

    /// <summary>The map, as it stands in a page.</summary>
    /// <param name="assets">The files of the lab under the addresses of their contents.</param>
    public static string Of(ResourceAssetCollection assets) =>
        new ImportMapDefinition(
            assets
                .Select(asset => asset.Properties?.FirstOrDefault(property => property.Name == "label")?.Value)
                .OfType<string>()
                .Where(name => name.StartsWith(Folder, StringComparison.Ordinal) && name.EndsWith(".js", StringComparison.Ordinal))
                .Distinct()
                .ToDictionary(name => $"./{name}", name => $"./{assets[name]}"),
            null,
            null
        )
            .ToString()
            .ReplaceLineEndings("\n"); // as a browser reads and hashes it

    /// <summary>What allows the map, and no other script within a page, in the page's policy.</summary>
    /// <param name="map">The map.</param>
    public static string Allowance(string map) => $"'sha256-{Convert.ToBase64String(SHA256.HashData(Encoding.UTF8.GetBytes(map)))}'";
}
